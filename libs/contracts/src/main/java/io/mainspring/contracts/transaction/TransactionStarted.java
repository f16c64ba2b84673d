package io.mainspring.contracts.transaction;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.contracts.PublishedAs;
import io.mainspring.contracts.smartcharging.ChargingProfileTerms;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A charge point reported a started transaction, perhaps long after it began.
 *
 * @param transactionId unique in the system, positive, never used again
 * @param authorizationStatus the verdict on the idTag that the charge point was told; a transaction
 *     whose idTag was refused exists all the same until its stop arrives
 * @param startedAt by the charge point's clock
 * @param receivedAt by ours
 * @param meterStartWh register of the connector
 * @param remoteStartId command id of the remote start that asked for this transaction
 * @param chargingProfile the TxProfile that the remote start carried: as far as is known the charge
 *     point uses it for this transaction
 * @param remarks what is odd about it, such as {@code ClockImplausible}
 */
@PublishedAs("transaction.started.v1")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TransactionStarted(
        int transactionId,
        String chargePointId,
        int connectorId,
        String idTag,
        @Nullable String parentIdTag,
        String authorizationStatus,
        Instant startedAt,
        Instant receivedAt,
        int meterStartWh,
        @Nullable Integer reservationId,
        @Nullable UUID remoteStartId,
        @Nullable ChargingProfileTerms chargingProfile,
        List<String> remarks) {

    /** One that no charging profile came with. */
    public TransactionStarted(
            int transactionId,
            String chargePointId,
            int connectorId,
            String idTag,
            @Nullable String parentIdTag,
            String authorizationStatus,
            Instant startedAt,
            Instant receivedAt,
            int meterStartWh,
            @Nullable Integer reservationId,
            @Nullable UUID remoteStartId,
            List<String> remarks) {
        this(
                transactionId,
                chargePointId,
                connectorId,
                idTag,
                parentIdTag,
                authorizationStatus,
                startedAt,
                receivedAt,
                meterStartWh,
                reservationId,
                remoteStartId,
                null,
                remarks);
    }
}
