package io.mainspring.contracts.reservation;

import io.mainspring.contracts.PublishedAs;
import java.time.Instant;
import java.util.UUID;

/**
 * A charge point gave a reservation up on an operator's word, before its expiry date. It may follow
 * {@code reservation.expired.v1}, and then takes its place.
 *
 * @param commandId the CancelReservation that it accepted
 */
@PublishedAs("reservation.cancelled.v1")
public record ReservationCancelled(
        int reservationId,
        String chargePointId,
        UUID commandId,
        String cancelledBy,
        Instant cancelledAt) {}
