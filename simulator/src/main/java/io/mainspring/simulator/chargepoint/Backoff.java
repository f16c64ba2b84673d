package io.mainspring.simulator.chargepoint;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a charge point waits before it dials again: doubled with every failure, and spread, so that a region that
 * lost its connection at one moment does not come back at one moment.
 *
 * @param first the wait after the first failure, before spreading
 * @param longest the wait that is never exceeded
 */
public record Backoff(Duration first, Duration longest) {

    private static final int MOST_DOUBLINGS = 20;

    /** Between half of the wait due after {@code failures} failures in a row and all of it. */
    public Duration delay(int failures, RandomGenerator random) {
        var doublings = Math.clamp(failures - 1L, 0, MOST_DOUBLINGS);
        var due = Math.min(first.toNanos() << doublings, longest.toNanos());
        return Duration.ofNanos(due / 2 + (long) (random.nextDouble() * (due - due / 2)));
    }
}
