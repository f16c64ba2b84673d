/**
 * What happens on one charge point's connection, without the socket and without Kafka: in which
 * order CALLs are answered, by whom, how long they may take, and what a charge point that is not
 * accepted yet may say. Everything from outside, time included, comes in through a method.
 *
 * <p>Called by the connection on its event loop; not thread-safe.
 */
@NullMarked
package io.mainspring.gateway.pipe;

import org.jspecify.annotations.NullMarked;
