/**
 * The gateway's edges to Kafka: one producer for everything, and one thread for each topic that is
 * read by assignment. Nothing in here knows a socket; who listens decides.
 */
@NullMarked
package io.mainspring.gateway.broker;

import org.jspecify.annotations.NullMarked;
