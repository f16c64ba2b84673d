package io.mainspring.kit.eventsourcing;

import java.util.List;

/** Turns a service's stored events into its published ones, as a bean: the only place that does. */
@FunctionalInterface
public interface Publication {

    /** What the world shall learn of this event; often nothing. A pure function. */
    List<Published> publish(StoredEvent event);

    /**
     * @param key the record's key: the charge point id, else what the events are ordered by
     * @param event a record annotated with {@link io.mainspring.contracts.PublishedAs}
     */
    record Published(String key, Object event) {}
}
