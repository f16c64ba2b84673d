package io.mainspring.ocpp.v16.action;

import io.mainspring.ocpp.v16.Length;
import io.mainspring.ocpp.v16.type.SignCertificateStatus;

/**
 * Charge point -> central system. Security whitepaper §5.17, §5.18 (use case A02 and A03).
 *
 * <p>Asks to have a certificate signed. The answer says only whether the request is taken up; the
 * certificate comes with CertificateSigned.
 */
public interface SignCertificate {

    /** {@code csr} is PKCS#10 in PEM. */
    record Request(@Length(5500) String csr) implements OcppRequest<Response> {}

    record Response(SignCertificateStatus status) implements OcppResponse {}
}
