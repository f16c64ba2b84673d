package io.mainspring.transaction.remotecontrol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A remote start or stop as operators see it.
 *
 * @param kind Start or Stop
 * @param transactionId what a stop names; what a start led to
 * @param deadline until when something may still come of it
 * @param state Pending, Accepted, Fulfilled, Refused (by the charge point), Failed (it was not
 *     carried out) or Expired (nothing came of it)
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RemoteRequestView(
        UUID commandId,
        String kind,
        String chargePointId,
        @Nullable Integer connectorId,
        @Nullable String idTag,
        @Nullable Integer transactionId,
        Instant requestedAt,
        String requestedBy,
        Instant deadline,
        String state,
        @Nullable Instant settledAt) {}
