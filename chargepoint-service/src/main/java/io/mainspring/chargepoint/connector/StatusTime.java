package io.mainspring.chargepoint.connector;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Since when a reported status holds. The order is that of arrival (§4.9 with errata); the charge
 * point's timestamp dates it, unless its clock cannot be right.
 */
final class StatusTime {

    /** No OCPP 1.6 charge point was built before: an earlier time is a clock that was never set. */
    private static final Instant EARLIEST = Instant.parse("2010-01-01T00:00:00Z");

    /** How far a clock may be ahead and still be believed. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private StatusTime() {}

    /**
     * @param reported null if the charge point gave no timestamp
     * @param previous since when the status before holds; null if there is none
     * @return never before {@code previous}: intervals do not overlap
     */
    static Instant since(@Nullable Instant reported, Instant received, @Nullable Instant previous) {
        var believed =
                reported == null
                                || reported.isBefore(EARLIEST)
                                || reported.isAfter(received.plus(AHEAD))
                        ? received
                        : reported;
        return previous != null && believed.isBefore(previous) ? previous : believed;
    }
}
