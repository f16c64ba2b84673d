package io.mainspring.contracts.reservation;

import io.mainspring.contracts.PublishedAs;
import java.time.Instant;

/**
 * Nobody came for a reservation in time, as far as is known. Found by the clock: the charge point
 * need not be connected. What the charge point did or said before that and was read later may
 * follow, as any other event of a reservation, and then takes its place.
 *
 * @param expiredAt its expiry date, however late this was noticed
 */
@PublishedAs("reservation.expired.v1")
public record ReservationExpired(int reservationId, String chargePointId, Instant expiredAt) {}
