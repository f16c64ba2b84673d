/**
 * The Kafka Streams topology around {@code CallWindow}: reads calls, answers and connection notices,
 * keeps each charge point's window and its open calls in changelog-backed stores, forwards
 * deliveries and outcomes. Looks into payloads only to tell an answer from something that is none.
 * Decides nothing about charge points: the sibling package {@code window} does.
 */
@NullMarked
package io.mainspring.correlation.stream;

import org.jspecify.annotations.NullMarked;
