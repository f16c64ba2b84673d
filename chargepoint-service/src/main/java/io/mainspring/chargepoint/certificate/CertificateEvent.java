package io.mainspring.chargepoint.certificate;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.ocpp.v16.type.CertificateHashData;
import io.mainspring.ocpp.v16.type.CertificateUse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The history of one charge point's certificates. Serial numbers are hexadecimal, lower case,
 * without leading zeros.
 */
public sealed interface CertificateEvent {

    String chargePointId();

    Instant at();

    default ChargePointId id() {
        return new ChargePointId(chargePointId());
    }

    /**
     * SignCertificate was taken up.
     *
     * @param requestId of the record that brought it
     * @param request PKCS#10, PEM
     * @param commonName what the certificate will be made out to
     */
    record Requested(
            String chargePointId, UUID requestId, String request, String commonName, Instant at)
            implements CertificateEvent {}

    /** SignCertificate was answered Rejected. */
    record Refused(String chargePointId, UUID requestId, String why, Instant at)
            implements CertificateEvent {}

    /** The authority has it. */
    record SigningStarted(String chargePointId, UUID requestId, Instant at)
            implements CertificateEvent {}

    /**
     * The authority signed.
     *
     * @param chain PEM, the certificate first
     */
    record Signed(
            String chargePointId,
            UUID requestId,
            String serialNumber,
            String subject,
            Instant notBefore,
            Instant notAfter,
            String chain,
            Instant at)
            implements CertificateEvent {}

    /** The authority did not sign, which the charge point never learns: somebody must look. */
    record SigningFailed(String chargePointId, UUID requestId, String why, Instant at)
            implements CertificateEvent {}

    /** On its way to the charge point. */
    record Sent(String chargePointId, String serialNumber, String by, Instant at)
            implements CertificateEvent {}

    /** The charge point took it: it is expected at the next connection. */
    record Accepted(String chargePointId, String serialNumber, Instant at)
            implements CertificateEvent {}

    /** The charge point refused it; what it had before stays. */
    record Rejected(String chargePointId, String serialNumber, String why, Instant at)
            implements CertificateEvent {}

    /** It did not arrive, or whether it did is unknown; it can be sent again. */
    record Undelivered(String chargePointId, String serialNumber, String why, Instant at)
            implements CertificateEvent {}

    /** The charge point came with it. What it used before is replaced, and stays good. */
    record SeenInUse(String chargePointId, String serialNumber, Instant at)
            implements CertificateEvent {}

    /** Somebody asked the charge point for a request. */
    record Invited(String chargePointId, String by, Instant at) implements CertificateEvent {}

    /** The charge point was asked to have a new one signed, because this one ends soon. */
    record RenewalAsked(String chargePointId, String serialNumber, Instant at)
            implements CertificateEvent {}

    record Revoked(String chargePointId, String serialNumber, String by, Instant at)
            implements CertificateEvent {}

    /** Its validity is over. */
    record Expired(String chargePointId, String serialNumber, Instant at)
            implements CertificateEvent {}

    /** It told which root certificates of a kind it holds; this replaces what was known. */
    record RootsReported(
            String chargePointId,
            CertificateUse type,
            List<CertificateHashData> certificates,
            UUID commandId,
            Instant at)
            implements CertificateEvent {
        public RootsReported {
            certificates = List.copyOf(certificates);
        }
    }

    /**
     * It accepted a root certificate.
     *
     * @param certificate PEM
     */
    record RootInstalled(
            String chargePointId,
            CertificateUse type,
            String certificate,
            UUID commandId,
            String by,
            Instant at)
            implements CertificateEvent {}

    /** It deleted a root certificate, or says that it has none such. */
    record RootDeleted(
            String chargePointId,
            CertificateHashData certificate,
            UUID commandId,
            String by,
            Instant at)
            implements CertificateEvent {}
}
