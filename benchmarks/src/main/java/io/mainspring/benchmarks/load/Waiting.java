package io.mainspring.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Bounded waits. */
final class Waiting {

    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private Waiting() {}

    /** What is asked again and again. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws InterruptedException;
    }

    static void pause(Duration time) throws InterruptedException {
        var _ = NEVER.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Returns whether the condition came to hold within the time; asks it after each step. */
    static boolean until(Condition condition, Duration patience, Duration step)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() >= deadline) {
                return false;
            }
            pause(step);
        }
        return true;
    }
}
