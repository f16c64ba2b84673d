package io.mainspring.contracts.reservation;

import io.mainspring.contracts.PublishedAs;
import java.time.Instant;

/**
 * A transaction used a reservation. It may follow an end that was only inferred ({@code
 * reservation.expired.v1}, {@code reservation.ended.v1}, {@code reservation.undelivered.v1}), and
 * then takes its place.
 *
 * @param idTag of the transaction: the reserved one or another of its group
 * @param connectorId of the transaction, from 1
 * @param matchedBy {@code ReservationId}, {@code IdTag} or {@code ParentIdTag}
 * @param startedAt by the charge point's clock, or ours where that cannot be right
 */
@PublishedAs("reservation.used.v1")
public record ReservationUsed(
        int reservationId,
        String chargePointId,
        int transactionId,
        int connectorId,
        String idTag,
        String matchedBy,
        Instant startedAt) {}
