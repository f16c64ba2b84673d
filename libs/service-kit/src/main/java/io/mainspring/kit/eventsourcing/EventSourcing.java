package io.mainspring.kit.eventsourcing;

import java.util.ArrayList;
import java.util.List;

/**
 * What a service tells about its aggregates and stored events, as a bean; the kit makes the event
 * store and Axon's command side from it.
 */
public final class EventSourcing {

    private final List<AggregateType> aggregates = new ArrayList<>();
    private final List<Class<?>> eventRoots = new ArrayList<>();

    private EventSourcing() {}

    public static EventSourcing of() {
        return new EventSourcing();
    }

    /** An aggregate whose streams stay short: cached, never snapshotted. */
    public EventSourcing aggregate(Class<?> type) {
        return aggregate(type, 0);
    }

    /** An aggregate that lives long: cached, and snapshotted after so many events. */
    public EventSourcing aggregate(Class<?> type, int eventsPerSnapshot) {
        aggregates.add(new AggregateType(type, eventsPerSnapshot));
        return this;
    }

    /**
     * A sealed interface whose records are stored events. {@code TransactionEvent.Started} is
     * stored as {@code transaction.started}: renaming either is a change of what is stored.
     */
    public EventSourcing events(Class<?> sealedRoot) {
        eventRoots.add(sealedRoot);
        return this;
    }

    List<AggregateType> aggregates() {
        return List.copyOf(aggregates);
    }

    /** The names and the JSON of this service's stored events; golden files pin both. */
    public StoredEventFormat format() {
        return StoredEventFormat.of(eventRoots);
    }

    record AggregateType(Class<?> type, int eventsPerSnapshot) {}
}
