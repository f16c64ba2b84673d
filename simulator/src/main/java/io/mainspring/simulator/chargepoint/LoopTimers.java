package io.mainspring.simulator.chargepoint;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Timers of an event loop: thousands of them cost no thread. */
record LoopTimers(EventLoop loop) implements Timers {

    @Override
    public Timer after(Duration delay, Runnable task) {
        var scheduled = loop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }
}
