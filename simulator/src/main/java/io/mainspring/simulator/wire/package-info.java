/**
 * The charge point's end of the WebSocket: opening handshake, frames, matching answers to CALLs.
 *
 * <p>Owns no behaviour: what a charge point sends and when is decided by {@code chargepoint} (by itself) and {@code
 * scripted} (by a test). Everything about one link happens on one event loop.
 */
@NullMarked
package io.mainspring.simulator.wire;

import org.jspecify.annotations.NullMarked;
