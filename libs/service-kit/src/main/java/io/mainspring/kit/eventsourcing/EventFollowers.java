package io.mainspring.kit.eventsourcing;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs the followers of this service's event store, each on its own thread. Woken by this replica's
 * commits, so it is milliseconds behind; looks by itself four times a second for those of others.
 */
public final class EventFollowers implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(EventFollowers.class);
    private static final long LONGEST_WAIT_NANOS = Duration.ofMillis(250).toNanos();
    private static final long SHORTEST_WAIT_NANOS = Duration.ofMillis(2).toNanos();

    /** Between two looks: commits that come together are followed together. */
    private static final Duration GATHERING = Duration.ofMillis(5);

    private final EventLog events;
    private final FollowerPositions positions;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;
    private final List<EventFollower> followers;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    EventFollowers(
            EventLog events,
            FollowerPositions positions,
            TransactionTemplate transaction,
            MeterRegistry meters,
            List<EventFollower> followers) {
        this.events = events;
        this.positions = positions;
        this.transaction = transaction;
        this.meters = meters;
        this.followers = List.copyOf(followers);
    }

    /**
     * Returns when all projections show what was committed before this call, or after two seconds.
     *
     * @return false if two seconds were not enough
     */
    public boolean awaitCaughtUp() {
        var now = positions.now();
        var deadline = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        wake();
        for (var follower : followers) {
            long wait = SHORTEST_WAIT_NANOS;
            while (follower instanceof Projection && !positions.hasReached(follower.name(), now)) {
                if (System.nanoTime() >= deadline) {
                    return false;
                }
                LockSupport.parkNanos(wait);
                wait *= 2;
            }
        }
        return true;
    }

    /** Something was committed. */
    void wake() {
        threads.forEach(LockSupport::unpark);
    }

    @Override
    public void start() {
        running = true;
        for (var follower : followers) {
            threads.add(
                    Thread.ofPlatform()
                            .name("follower-" + follower.name())
                            .daemon()
                            .start(() -> follow(follower)));
        }
    }

    @Override
    public void stop() {
        running = false;
        wake();
        for (var thread : threads) {
            try {
                thread.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void follow(EventFollower follower) {
        long wait = SHORTEST_WAIT_NANOS;
        while (running) {
            try {
                int handled = step(follower);
                if (handled > 0) {
                    wait = SHORTEST_WAIT_NANOS;
                    meters.counter("events.followed", "follower", follower.name())
                            .increment(handled);
                } else {
                    // Woken too early is common: the commit that woke us may still be hidden
                    // behind another open transaction. So look again soon, then less often.
                    LockSupport.parkNanos(wait);
                    wait = Math.min(2 * wait, LONGEST_WAIT_NANOS);
                }
                if (handled < events.batchSize()) {
                    Thread.sleep(GATHERING);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (running) {
                    log.error("follower failed, trying again follower={}", follower.name(), e);
                    LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
                }
            }
        }
    }

    private int step(EventFollower follower) {
        var handled =
                transaction.execute(_ -> {
                    if (!positions.tryLock(follower.name())) {
                        return 0;
                    }
                    positions.commitLazily();
                    var batch = events.after(positions.read(follower.name()));
                    if (batch.events().isEmpty()) {
                        return 0;
                    }
                    follower.handle(batch.events());
                    positions.write(follower.name(), batch.next());
                    return batch.events().size();
                });
        return handled == null ? 0 : handled;
    }
}
