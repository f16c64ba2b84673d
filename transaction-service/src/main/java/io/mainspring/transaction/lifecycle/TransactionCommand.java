package io.mainspring.transaction.lifecycle;

import io.mainspring.ocpp.v16.type.ChargingProfile;
import io.mainspring.ocpp.v16.type.IdTagInfo;
import io.mainspring.ocpp.v16.type.StopReason;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a transaction. Times and verdicts come from outside. */
sealed interface TransactionCommand {

    int transactionId();

    /** Creates the transaction; sent once per {@link StartKey}. */
    record Start(
            @TargetAggregateIdentifier int transactionId,
            String chargePointId,
            int connectorId,
            String idTag,
            IdTagInfo verdict,
            int meterStart,
            @Nullable Integer reservationId,
            Instant startedAt,
            Instant receivedAt,
            @Nullable UUID remoteStartId,
            @Nullable ChargingProfile chargingProfile)
            implements TransactionCommand {}

    /** The same start came again. Answers with the verdict that was given then. */
    record RepeatStart(@TargetAggregateIdentifier int transactionId)
            implements TransactionCommand {}

    /** A charge point says that it ended. Answers with a {@link StopResult}. */
    record Stop(
            @TargetAggregateIdentifier int transactionId,
            String chargePointId,
            End end,
            boolean isStranger,
            boolean isWithoutId,
            Instant receivedAt,
            @Nullable UUID remoteStopId)
            implements TransactionCommand {}

    /** Its connector was taken over before a stop had come. */
    record GiveUp(
            @TargetAggregateIdentifier int transactionId,
            Instant endedBefore,
            int nextTransactionId)
            implements TransactionCommand {}

    /** An operator says that it ended like this, whatever was reported. */
    record Assign(
            @TargetAggregateIdentifier int transactionId, End end, String assignedBy, Instant at)
            implements TransactionCommand {}

    /**
     * An end as it was reported.
     *
     * @param stoppedBy idTag, null if the charge point ended it by itself
     */
    record End(int meterStop, Instant stoppedAt, StopReason reason, @Nullable String stoppedBy) {

        boolean isSameAs(End other) {
            return meterStop == other.meterStop
                    && stoppedAt.equals(other.stoppedAt)
                    && reason == other.reason
                    && (stoppedBy == null
                            ? other.stoppedBy == null
                            : stoppedBy.equalsIgnoreCase(other.stoppedBy));
        }
    }
}
