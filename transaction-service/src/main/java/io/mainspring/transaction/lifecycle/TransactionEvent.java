package io.mainspring.transaction.lifecycle;

import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.ChargingProfile;
import io.mainspring.ocpp.v16.type.StopReason;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a transaction, as it is stored. Names and fields are forever: the golden files
 * under {@code src/test/contracts} pin them. Energies and registers are Wh.
 */
public sealed interface TransactionEvent {

    int transactionId();

    String chargePointId();

    /**
     * It began. {@code verdict} is what the charge point was told about the idTag; a refused one
     * begins all the same. {@code chargingProfile} is the one that its remote start carried.
     */
    record Started(
            int transactionId,
            String chargePointId,
            int connectorId,
            String idTag,
            @Nullable String parentIdTag,
            AuthorizationStatus verdict,
            @Nullable Instant idTagExpiry,
            int meterStart,
            @Nullable Integer reservationId,
            Instant startedAt,
            Instant receivedAt,
            @Nullable UUID remoteStartId,
            @Nullable ChargingProfile chargingProfile,
            List<Remark> remarks)
            implements TransactionEvent {

        public Started {
            remarks = List.copyOf(remarks);
        }
    }

    /** It ended as the charge point, or an operator in its place, reported. */
    record Stopped(
            int transactionId,
            String chargePointId,
            int connectorId,
            String idTag,
            int meterStart,
            Instant startedAt,
            int meterStop,
            long energyWh,
            Instant stoppedAt,
            Instant receivedAt,
            StopReason reason,
            @Nullable String stoppedBy,
            @Nullable UUID remoteStopId,
            List<Remark> remarks)
            implements TransactionEvent {

        public Stopped {
            remarks = List.copyOf(remarks);
        }
    }

    /** The next transaction began on its connector, and no stop had come. */
    record EndUnknown(
            int transactionId,
            String chargePointId,
            int connectorId,
            String idTag,
            Instant startedAt,
            Instant endedBefore,
            int nextTransactionId)
            implements TransactionEvent {}

    /** A second stop said something else than the first, which stays. Recorded once. */
    record StopContradicted(
            int transactionId,
            String chargePointId,
            int meterStop,
            Instant stoppedAt,
            StopReason reason,
            @Nullable String stoppedBy,
            Instant receivedAt)
            implements TransactionEvent {}

    /** An operator put another end in the place of the one that was reported. */
    record Corrected(
            int transactionId,
            String chargePointId,
            int connectorId,
            String idTag,
            int meterStart,
            Instant startedAt,
            int meterStop,
            long energyWh,
            Instant stoppedAt,
            StopReason reason,
            @Nullable String stoppedBy,
            String correctedBy,
            Instant correctedAt,
            List<Remark> remarks)
            implements TransactionEvent {

        public Corrected {
            remarks = List.copyOf(remarks);
        }
    }
}
