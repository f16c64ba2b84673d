package io.mainspring.contracts.transaction;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.contracts.PublishedAs;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operator replaced the end of a stopped transaction: these values count instead of those
 * published before.
 *
 * @param energyWh what was delivered, never negative
 * @param correctedBy who did it
 */
@PublishedAs("transaction.corrected.v1")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TransactionCorrected(
        int transactionId,
        String chargePointId,
        int connectorId,
        String idTag,
        Instant startedAt,
        Instant stoppedAt,
        int meterStartWh,
        int meterStopWh,
        long energyWh,
        String reason,
        @Nullable String stoppedBy,
        String correctedBy,
        List<String> remarks) {}
