/**
 * The gateway: sockets, handshakes, frames, and the answers that need no domain. Decides nothing
 * about charging, has no database, and keeps no state that Kafka could not give it back at start.
 */
@NullMarked
package io.mainspring.gateway;

import org.jspecify.annotations.NullMarked;
