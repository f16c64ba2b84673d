/**
 * Axon on PostgreSQL: the event store, its one ordered reader, projections and their rebuild,
 * publication. The event store is the outbox (docs/adr/0002).
 */
@NullMarked
package io.mainspring.kit.eventsourcing;

import org.jspecify.annotations.NullMarked;
