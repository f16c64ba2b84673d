package io.mainspring.gateway.connection;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One timer for each event loop instead of one for each frame: ten times a second every connection
 * of the loop looks at its own deadlines.
 */
final class EventLoopTicks {

    private static final Logger log = LoggerFactory.getLogger(EventLoopTicks.class);
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final Map<EventLoop, Loop> loops = new ConcurrentHashMap<>();

    /** To be called on the connection's event loop, as is {@link #remove}. */
    void add(ChargePointConnection connection) {
        loops.computeIfAbsent(connection.eventLoop(), Loop::started).add(connection);
    }

    void remove(ChargePointConnection connection) {
        var loop = loops.get(connection.eventLoop());
        if (loop != null) {
            loop.remove(connection);
        }
    }

    /** The connections of one loop; touched by its thread only. */
    private static final class Loop {

        private final List<ChargePointConnection> connections = new ArrayList<>();

        static Loop started(EventLoop eventLoop) {
            var loop = new Loop();
            var _ =
                    eventLoop.scheduleWithFixedDelay(
                            loop::tick,
                            INTERVAL.toMillis(),
                            INTERVAL.toMillis(),
                            TimeUnit.MILLISECONDS);
            return loop;
        }

        void add(ChargePointConnection connection) {
            connection.slot = connections.size();
            connections.add(connection);
        }

        /** The last one takes the place of the removed one. */
        void remove(ChargePointConnection connection) {
            var last = connections.removeLast();
            if (last != connection) {
                connections.set(connection.slot, last);
                last.slot = connection.slot;
            }
        }

        private void tick() {
            for (int i = connections.size() - 1; i >= 0; i--) {
                tick(connections.get(i));
            }
        }

        /** A timer that throws is never called again: one connection's mistake would stop them all. */
        private static void tick(ChargePointConnection connection) {
            try {
                connection.tick();
            } catch (RuntimeException e) {
                log.error("connection failed chargePoint={}", connection.chargePointId(), e);
            }
        }
    }
}
