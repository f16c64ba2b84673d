package io.mainspring.transaction.lifecycle;

import java.time.Duration;
import java.time.Instant;

/**
 * When something that a charge point reports happened. Its timestamp counts, however old: it may
 * have been offline for weeks. Only where its clock cannot be right (never set, or ahead of ours by
 * more than a day) the time of receipt takes its place, so that 1970 does not come before
 * everything and 2090 does not come after everything.
 */
final class ChargePointClock {

    private static final Instant BEFORE_OCPP_1_6 = Instant.parse("2015-01-01T00:00:00Z");
    private static final Duration AHEAD = Duration.ofDays(1);
    private static final Duration LATE = Duration.ofMinutes(5);

    private ChargePointClock() {}

    static boolean isPlausible(Instant reported, Instant receivedAt) {
        return reported.isAfter(BEFORE_OCPP_1_6) && reported.isBefore(receivedAt.plus(AHEAD));
    }

    /** The instant by which things are put in order. */
    static Instant effective(Instant reported, Instant receivedAt) {
        return isPlausible(reported, receivedAt) ? reported : receivedAt;
    }

    static boolean isLate(Instant reported, Instant receivedAt) {
        return effective(reported, receivedAt).isBefore(receivedAt.minus(LATE));
    }
}
