/**
 * Every service in one JVM with a real Kafka broker and a real PostgreSQL. Starts, wires and stops
 * them; it is a second implementation of nothing.
 */
@NullMarked
package io.mainspring.standalone;

import org.jspecify.annotations.NullMarked;
