package io.mainspring.transaction.quarantine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something for the quarantine.
 *
 * @param action as on the wire; null if not even that is known
 * @param reportedTransactionId as the charge point named it
 * @param payload as it came: the request's JSON, or the whole frame if it is unreadable
 * @param errorCode of the CALLERROR that it was answered with, if it was
 */
public record Unattributed(
        QuarantineReason reason,
        String chargePointId,
        @Nullable String action,
        @Nullable Integer reportedTransactionId,
        byte[] payload,
        @Nullable String errorCode,
        @Nullable String errorDescription,
        Instant receivedAt) {

    /** A stop that could be read but not attributed. */
    public static Unattributed stop(
            QuarantineReason reason,
            String chargePointId,
            int reportedTransactionId,
            byte[] payload,
            Instant receivedAt) {
        return new Unattributed(
                reason,
                chargePointId,
                "StopTransaction",
                reportedTransactionId,
                payload,
                null,
                null,
                receivedAt);
    }
}
