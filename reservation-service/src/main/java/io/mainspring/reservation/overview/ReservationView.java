package io.mainspring.reservation.overview;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A reservation as operators see it, on the terms in force.
 *
 * @param connectorId 0: any connector
 * @param state Requested, Accepted, Refused, Undelivered, Used, Expired, Cancelled or Ended
 * @param reason why it was refused, undelivered or ended
 * @param commandId the ReserveNow of these terms
 * @param endedAt when it ended, however it did; of an expired one its expiry date
 * @param transactionId what used it
 * @param usedBy idTag of that transaction
 * @param matchedBy ReservationId, IdTag or ParentIdTag: how that was recognised
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReservationView(
        int reservationId,
        String chargePointId,
        int connectorId,
        String idTag,
        @Nullable String parentIdTag,
        Instant expiryDate,
        String state,
        @Nullable String reason,
        UUID commandId,
        String requestedBy,
        Instant requestedAt,
        @Nullable Instant acceptedAt,
        @Nullable Instant endedAt,
        @Nullable Integer transactionId,
        @Nullable String usedBy,
        @Nullable String matchedBy) {}
