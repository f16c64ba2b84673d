/**
 * The sockets that are open: which charge point is connected over which, what is said about that on
 * Kafka, how fast a charge point may talk, and whether it still lives. What the frames mean is the
 * pipe's business.
 *
 * <p>Each connection lives on one event loop; everything from elsewhere is handed over to it.
 */
@NullMarked
package io.mainspring.gateway.connection;

import org.jspecify.annotations.NullMarked;
