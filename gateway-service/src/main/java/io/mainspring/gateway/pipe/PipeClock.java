package io.mainspring.gateway.pipe;

import java.time.Instant;

/** Two times: one for dates, and one that never jumps. */
public interface PipeClock {

    /** The system's clocks. */
    PipeClock SYSTEM =
            new PipeClock() {
                @Override
                public Instant instant() {
                    return Instant.now();
                }

                @Override
                public long nanos() {
                    return System.nanoTime();
                }
            };

    Instant instant();

    /** Nanoseconds since an arbitrary moment; only differences mean something. */
    long nanos();
}
