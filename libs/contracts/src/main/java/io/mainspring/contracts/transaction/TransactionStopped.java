package io.mainspring.contracts.transaction;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.contracts.PublishedAs;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A transaction has ended, with everything that is needed to charge for it.
 *
 * @param idTag who started it
 * @param startedAt by the charge point's clock, as {@code stoppedAt}
 * @param energyWh what was delivered, never negative
 * @param reason OCPP's stop reason; Local where the charge point gave none
 * @param stoppedBy idTag that ended it; absent if the charge point ended it by itself
 * @param remoteStopId command id of the remote stop that asked for the end
 * @param remarks what is odd about the end, such as {@code MeterBelowStart}
 */
@PublishedAs("transaction.stopped.v1")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TransactionStopped(
        int transactionId,
        String chargePointId,
        int connectorId,
        String idTag,
        Instant startedAt,
        Instant stoppedAt,
        Instant receivedAt,
        int meterStartWh,
        int meterStopWh,
        long energyWh,
        String reason,
        @Nullable String stoppedBy,
        @Nullable UUID remoteStopId,
        List<String> remarks) {}
