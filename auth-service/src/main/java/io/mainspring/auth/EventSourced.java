package io.mainspring.auth;

import io.mainspring.kit.eventsourcing.EventSourcing;

/** A feature with aggregates or stored events of its own, as a bean; they stay hidden in it. */
@FunctionalInterface
public interface EventSourced {
    void declare(EventSourcing to);
}
