package io.mainspring.kit.eventsourcing;

import java.time.Instant;
import java.util.UUID;

/**
 * An event as its aggregate stored it.
 *
 * @param id the same wherever it is read again
 * @param sequence from 0, without gaps, per aggregate
 * @param at when it was stored
 * @param payload one of the service's event records
 */
public record StoredEvent(UUID id, String aggregateId, long sequence, Instant at, Object payload) {}
