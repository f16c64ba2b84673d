package io.mainspring.reservation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The real time, which a test may leap ahead of for a while: what passed in between, nobody saw. */
public final class TestClock extends Clock {

    private volatile Duration ahead = Duration.ZERO;

    /** Everything that this service does within happens so much later. */
    public void ahead(Duration time, Runnable work) {
        ahead = time;
        try {
            work.run();
        } finally {
            ahead = Duration.ZERO;
        }
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
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
