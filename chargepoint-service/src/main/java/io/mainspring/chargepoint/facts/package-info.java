/**
 * Facts that no aggregate decides about, but that are published: they join the stored events in the
 * commit that takes them from Kafka, so the event store is their outbox too (docs/adr/0015).
 */
@NullMarked
package io.mainspring.chargepoint.facts;

import org.jspecify.annotations.NullMarked;
