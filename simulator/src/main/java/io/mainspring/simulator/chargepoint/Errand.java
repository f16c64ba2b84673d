package io.mainspring.simulator.chargepoint;

import io.mainspring.simulator.chargepoint.Timers.Timer;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Something that takes its time and may be tried again: it blocks a thread of its own, never the event loop, and its
 * end is heard on the event loop. Dropped, it is heard no more.
 */
final class Errand<T> {

    private final Timers timers;
    private final Executor loop;
    private final Callable<T> work;
    private final Duration retryInterval;
    private final Consumer<T> done;
    private final Runnable failed;
    private int attemptsLeft;
    private boolean dropped;
    private @Nullable Timer waiting;

    /**
     * @param retries how often it is tried again after a failure
     */
    Errand(
            Timers timers,
            Executor loop,
            Callable<T> work,
            int retries,
            Duration retryInterval,
            Consumer<T> done,
            Runnable failed) {
        this.timers = timers;
        this.loop = loop;
        this.work = work;
        this.attemptsLeft = retries + 1;
        this.retryInterval = retryInterval;
        this.done = done;
        this.failed = failed;
    }

    void start() {
        attemptsLeft--;
        Thread.ofVirtual().start(this::attempt);
    }

    void drop() {
        dropped = true;
        if (waiting != null) {
            waiting.cancel();
        }
    }

    private void attempt() {
        try {
            var result = work.call();
            loop.execute(() -> {
                if (!dropped) {
                    done.accept(result);
                }
            });
        } catch (Exception e) { // whatever it is, it is the transfer that failed
            loop.execute(this::again);
        }
    }

    private void again() {
        if (dropped) {
            return;
        }
        if (attemptsLeft > 0) {
            waiting = timers.after(retryInterval, this::start);
        } else {
            failed.run();
        }
    }
}
