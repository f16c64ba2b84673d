/**
 * Who may be sent to, and what becomes of each call: the decisions of this service and nothing else.
 * Pure functions over one charge point's {@code CallWindow}; time enters as an argument, effects
 * leave as values. Knows ids, epochs and deadlines, and no payload, no Kafka, no clock. Called by
 * the sibling package {@code stream}, which loads, applies and stores.
 */
@NullMarked
package io.mainspring.correlation.window;

import org.jspecify.annotations.NullMarked;
