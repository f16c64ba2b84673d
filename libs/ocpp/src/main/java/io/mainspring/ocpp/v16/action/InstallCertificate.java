package io.mainspring.ocpp.v16.action;

import io.mainspring.ocpp.v16.Length;
import io.mainspring.ocpp.v16.type.CertificateUse;
import io.mainspring.ocpp.v16.type.InstallCertificateStatus;

/**
 * Central system -> charge point. Security whitepaper §5.11, §5.12 (use case M05).
 *
 * <p>Installs a root certificate of the operator or of the manufacturer, PEM.
 */
public interface InstallCertificate {

    record Request(CertificateUse certificateType, @Length(5500) String certificate)
            implements OcppRequest<Response> {}

    /**
     * {@code Rejected}: the certificate is invalid or the store is full. {@code Failed}: anything
     * else.
     */
    record Response(InstallCertificateStatus status) implements OcppResponse {}
}
