package io.mainspring.contracts.reservation;

import io.mainspring.contracts.PublishedAs;
import java.time.Instant;
import java.util.UUID;

/**
 * A ReserveNow got no answer.
 *
 * @param reason how the command ended: {@code Offline}, {@code Expired}, {@code TimedOut}, {@code
 *     ConnectionLost} or {@code Superseded}
 * @param mayBeHeld whether it was sent, so that the charge point may hold the reservation all the
 *     same
 */
@PublishedAs("reservation.undelivered.v1")
public record ReservationUndelivered(
        int reservationId,
        String chargePointId,
        UUID commandId,
        String reason,
        boolean mayBeHeld,
        Instant at) {}
