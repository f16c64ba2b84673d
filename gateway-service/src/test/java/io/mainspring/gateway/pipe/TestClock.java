package io.mainspring.gateway.pipe;

import java.time.Duration;
import java.time.Instant;

/** Time that passes when a test says so. */
final class TestClock implements PipeClock {

    private Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private long nanos = Long.MAX_VALUE - 1_000_000_000L; // wraps around during the tests

    void advance(Duration duration) {
        now = now.plus(duration);
        nanos += duration.toNanos();
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public long nanos() {
        return nanos;
    }
}
