package io.mainspring.ocpp.v16.action;

import io.mainspring.ocpp.v16.type.CertificateHashData;
import io.mainspring.ocpp.v16.type.DeleteCertificateStatus;

/**
 * Central system -> charge point. Security whitepaper §5.3, §5.4 (use case M04).
 *
 * <p>Deletes an installed root certificate, named by its hashes with the algorithm that the charge
 * point reported.
 */
public interface DeleteCertificate {

    record Request(CertificateHashData certificateHashData) implements OcppRequest<Response> {}

    record Response(DeleteCertificateStatus status) implements OcppResponse {}
}
