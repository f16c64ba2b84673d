package io.mainspring.gateway.listener;

import io.mainspring.gateway.handshake.Transport;
import org.jspecify.annotations.Nullable;

/**
 * Who is at the other end, after everything that lies between has been taken into account.
 *
 * @param remoteAddress as a proxy tells it; null: the socket's own
 */
record Peer(Transport transport, @Nullable String remoteAddress) {}
