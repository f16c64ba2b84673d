/**
 * From StartTransaction to StopTransaction: the aggregate with its events, and the one listener
 * that takes a poll of requests through decision, storage and answer. Calls everybody else of this
 * service and is called by nobody but Kafka; its events are read by the siblings.
 */
@NullMarked
package io.mainspring.transaction.lifecycle;

import org.jspecify.annotations.NullMarked;
