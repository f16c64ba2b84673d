package io.mainspring.ocpp.v16.action;

import io.mainspring.ocpp.v16.Length;
import io.mainspring.ocpp.v16.type.CertificateSignedStatus;

/**
 * Central system -> charge point. Security whitepaper §5.1, §5.2 (use case A02 and A03).
 *
 * <p>Hands over the certificate that was asked for by SignCertificate: leaf first, then the
 * sub-CAs, PEM. CertificateSignedMaxChainSize may limit it further.
 */
public interface CertificateSigned {

    record Request(@Length(10000) String certificateChain) implements OcppRequest<Response> {}

    record Response(CertificateSignedStatus status) implements OcppResponse {}
}
