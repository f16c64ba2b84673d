package io.mainspring.simulator.chargepoint;

import java.time.Duration;

/** Where a charge point's time comes from: its event loop, or a test. */
interface Timers {

    /** Runs the task once, later, unless cancelled before. */
    Timer after(Duration delay, Runnable task);

    /** A task that has not run yet. */
    interface Timer {
        void cancel();
    }
}
