package io.mainspring.transaction.quarantine;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the quarantine as operators see it.
 *
 * @param payload as it came
 * @param timesReceived how often the same content came
 * @param state Open, Assigned or Dismissed
 * @param transactionId what it was assigned to
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record QuarantineView(
        long quarantineId,
        String reason,
        String chargePointId,
        @Nullable String action,
        @Nullable Integer reportedTransactionId,
        String payload,
        @Nullable String errorCode,
        @Nullable String errorDescription,
        Instant receivedAt,
        Instant lastReceivedAt,
        int timesReceived,
        String state,
        @Nullable Integer transactionId,
        @Nullable Instant settledAt,
        @Nullable String settledBy,
        @Nullable String note) {}
