/**
 * Whether a request for a WebSocket is granted: everything of rpc.md's opening handshake that can be
 * said without a socket. Decides by the request and the charge point's admission alone; the listener
 * asks.
 */
@NullMarked
package io.mainspring.gateway.handshake;

import org.jspecify.annotations.NullMarked;
