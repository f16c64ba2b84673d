package io.mainspring.transaction.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as operators see it. Registers and energy are Wh; {@code startedAt} and {@code
 * stoppedAt} are by the charge point's clock.
 *
 * @param state Open, Stopped, or EndUnknown: its connector was taken over before a stop had come
 * @param remoteStartId command that led to it
 * @param remoteStopId command that ended it
 * @param endedBefore start of the transaction that took the connector over
 * @param correctedBy operator who replaced the end that was reported
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TransactionView(
        int transactionId,
        String chargePointId,
        int connectorId,
        String idTag,
        @Nullable String parentIdTag,
        String authorizationStatus,
        String state,
        Instant startedAt,
        Instant startReceivedAt,
        int meterStartWh,
        @Nullable Integer reservationId,
        @Nullable UUID remoteStartId,
        @Nullable Instant stoppedAt,
        @Nullable Instant stopReceivedAt,
        @Nullable Integer meterStopWh,
        @Nullable Long energyWh,
        @Nullable String stopReason,
        @Nullable String stopIdTag,
        @Nullable UUID remoteStopId,
        @Nullable Instant endedBefore,
        @Nullable String correctedBy,
        List<String> remarks) {}
