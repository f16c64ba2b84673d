package io.mainspring.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Stands still at noon; a test may leap ahead of that for a while. */
public final class TestClock extends Clock {

    private volatile Instant now = ServiceUnderTest.NOON;

    /** Everything that the service does within happens so much after noon. */
    public void ahead(Duration time, Runnable work) {
        now = ServiceUnderTest.NOON.plus(time);
        try {
            work.run();
        } finally {
            now = ServiceUnderTest.NOON;
        }
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
