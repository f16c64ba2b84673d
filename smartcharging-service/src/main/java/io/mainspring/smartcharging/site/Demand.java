package io.mainspring.smartcharging.site;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much of its share a vehicle uses, judged from what was measured. Who leaves much unused keeps what it draws and
 * some headroom; who uses nearly all may want more. Between the two nothing changes, so shares do not swing.
 */
final class Demand {

    static final long UNKNOWN = Long.MAX_VALUE;

    /** Tenths of an ampere above what is drawn. */
    private static final long HEADROOM = 30;

    /** Closer to its limit than this, it may want more. */
    private static final long NEAR = 10;

    /** Vehicles need time to follow a limit. */
    private static final Duration SETTLING = Duration.ofSeconds(30);

    private static final Duration FRESH = Duration.ofMinutes(5);

    private Demand() {}

    /** What was measured, tenths of an ampere on the phase that carries most. */
    record Measured(long tenths, Instant at) {}

    /**
     * @param limit that holds
     * @param since when it was raised last
     * @param before what was judged last
     * @return a cap for the share, or {@link #UNKNOWN}
     */
    static long judge(
            @Nullable Measured measured,
            long limit,
            @Nullable Instant since,
            long before,
            Instant now) {
        if (measured == null
                || measured.at().plus(FRESH).isBefore(now)
                || (since != null && measured.at().isBefore(since.plus(SETTLING)))) {
            return UNKNOWN;
        }
        if (measured.tenths() >= limit - NEAR) {
            return UNKNOWN;
        }
        return measured.tenths() < limit - 2 * HEADROOM || before != UNKNOWN
                ? measured.tenths() + HEADROOM
                : before;
    }
}
