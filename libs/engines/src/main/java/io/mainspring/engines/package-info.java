/**
 * A real Kafka broker (KRaft) and a real PostgreSQL inside this JVM, for the standalone and for
 * tests. Starts and stops them; knows nothing of what is stored in them.
 */
@NullMarked
package io.mainspring.engines;

import org.jspecify.annotations.NullMarked;
