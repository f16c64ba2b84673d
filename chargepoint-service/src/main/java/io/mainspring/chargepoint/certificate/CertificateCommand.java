package io.mainspring.chargepoint.certificate;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.ocpp.v16.type.CertificateHashData;
import io.mainspring.ocpp.v16.type.CertificateUse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What is asked of the certificates of a charge point; each may be repeated. */
sealed interface CertificateCommand {

    ChargePointId id();

    @TargetAggregateIdentifier
    default String stream() {
        return streamOf(id());
    }

    /** Holds a colon, which the identity of a charge point never does. */
    static String streamOf(ChargePointId id) {
        return "certificates:" + id.key();
    }

    /**
     * Answered whether it is taken up; a request that is known, as before.
     *
     * @param commonName what the certificate will be made out to; empty where there is an objection
     * @param mustBeAsked true: only if somebody has asked the charge point for it
     * @param objection null: there is none
     */
    record Request(
            ChargePointId id,
            UUID requestId,
            String request,
            String commonName,
            boolean mustBeAsked,
            @Nullable String objection,
            Instant at)
            implements CertificateCommand {}

    /** The charge point is asked for a request, not by itself. */
    record Invite(ChargePointId id, String by, Instant at) implements CertificateCommand {}

    /** Answered true to the first who says so. */
    record StartSigning(ChargePointId id, UUID requestId, Instant at)
            implements CertificateCommand {}

    /** Also if the authority answers late. Answered true if the certificate is this charge point's. */
    record RecordSigned(
            ChargePointId id,
            UUID requestId,
            String serialNumber,
            String subject,
            Instant notBefore,
            Instant notAfter,
            String chain,
            Instant at)
            implements CertificateCommand {}

    record RecordFailure(ChargePointId id, UUID requestId, String why, Instant at)
            implements CertificateCommand {}

    /**
     * Answered true to the first who says so.
     *
     * @param again false: only if it was never sent
     */
    record StartSending(ChargePointId id, String serialNumber, boolean again, String by, Instant at)
            implements CertificateCommand {}

    record SettleDelivery(
            ChargePointId id, String serialNumber, Delivery delivery, String why, Instant at)
            implements CertificateCommand {

        enum Delivery {
            ACCEPTED,
            REJECTED,
            FAILED
        }
    }

    /** The charge point came with it, whatever it was said to have made of it. */
    record SeeInUse(ChargePointId id, String serialNumber, Instant at)
            implements CertificateCommand {}

    /** Answered true if the charge point is to be asked now. */
    record AskRenewal(ChargePointId id, String serialNumber, Instant at)
            implements CertificateCommand {}

    record Revoke(ChargePointId id, String serialNumber, String by, Instant at)
            implements CertificateCommand {}

    record Expire(ChargePointId id, String serialNumber, Instant at)
            implements CertificateCommand {}

    record ReportRoots(
            ChargePointId id,
            CertificateUse type,
            List<CertificateHashData> certificates,
            UUID commandId,
            Instant at)
            implements CertificateCommand {
        public ReportRoots {
            certificates = List.copyOf(certificates);
        }
    }

    record RecordRoot(
            ChargePointId id,
            CertificateUse type,
            String certificate,
            UUID commandId,
            String by,
            Instant at)
            implements CertificateCommand {}

    record RecordDeletion(
            ChargePointId id,
            CertificateHashData certificate,
            UUID commandId,
            String by,
            Instant at)
            implements CertificateCommand {}
}
