package io.mainspring.kit.eventsourcing;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
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

    /** How often a follower that finds nothing it wants stores how far it has looked. */
    private static final long PASSED_OVER_IS_STORED_NANOS = Duration.ofSeconds(1).toNanos();

    /** Between two looks: commits that come together are followed together. */
    private static final Duration GATHERING = Duration.ofMillis(5);

    private final EventLog events;
    private final FollowerPositions positions;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;
    private final List<Reader> readers;
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
        this.readers = followers.stream().map(f -> new Reader(f, events.wantedBy(f))).toList();
    }

    /**
     * Returns when all projections show what was committed before this call, or after ten seconds.
     *
     * @return false if ten seconds were not enough
     */
    public boolean awaitCaughtUp() {
        return awaitCaughtUp(follower -> follower instanceof Projection);
    }

    /** The same of one follower, which may be none of the projections. */
    public boolean awaitCaughtUp(EventFollower one) {
        return awaitCaughtUp(follower -> follower.name().equals(one.name()));
    }

    private boolean awaitCaughtUp(Predicate<EventFollower> which) {
        var now = positions.now();
        var deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        wake();
        for (var reader : readers) {
            long wait = SHORTEST_WAIT_NANOS;
            while (which.test(reader.follower)
                    && !positions.hasReached(reader.follower.name(), now, reader.wanted)) {
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
        for (var reader : readers) {
            threads.add(
                    Thread.ofPlatform()
                            .name("follower-" + reader.follower.name())
                            .daemon()
                            .start(() -> follow(reader)));
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

    private void follow(Reader reader) {
        long wait = SHORTEST_WAIT_NANOS;
        while (running) {
            try {
                int handled = reader.step();
                if (handled > 0) {
                    wait = SHORTEST_WAIT_NANOS;
                    meters.counter("events.followed", "follower", reader.follower.name())
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
                    log.error(
                            "follower failed, trying again follower={}", reader.follower.name(), e);
                    LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
                }
            }
        }
    }

    /** One follower's way through the log. Used by its thread alone. */
    private final class Reader {

        private final EventFollower follower;
        private final EventLog.Wanted wanted;

        /** How far nothing wanted was found, seen from a stored position; kept in memory only. */
        private @Nullable Position from;

        private @Nullable Position reached;
        private long storedAt;

        Reader(EventFollower follower, EventLog.Wanted wanted) {
            this.follower = follower;
            this.wanted = wanted;
        }

        int step() {
            var handled = transaction.execute(_ -> positions.tryLock(follower.name()) ? next() : 0);
            return handled == null ? 0 : handled;
        }

        private int next() {
            positions.commitLazily();
            var stored = positions.read(follower.name());
            var known = stored.equals(from) ? reached : null;
            var batch = events.after(known == null ? stored : known, wanted);
            if (batch.events().isEmpty()) {
                passOver(stored, batch.next());
                return 0;
            }
            follower.handle(batch.events());
            positions.write(follower.name(), batch.next());
            return batch.events().size();
        }

        private void passOver(Position stored, Position next) {
            from = stored;
            reached = next;
            long now = System.nanoTime();
            if (!next.equals(stored) && now - storedAt > PASSED_OVER_IS_STORED_NANOS) {
                positions.write(follower.name(), next);
                storedAt = now;
            }
        }
    }
}
