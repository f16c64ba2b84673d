package io.mainspring.gateway.listener;

import java.time.Duration;

/**
 * @param eventLoops threads that serve the sockets
 * @param handshakesPerSecond over all; more are answered 503
 * @param connections open at once; more are answered 503
 * @param frameBytes longest frame
 * @param handshakeTimeout between accepting a TCP connection and a complete request
 * @param drainTimeout for closing all sockets at the end
 */
public record ListenerSettings(
        String bindAddress,
        int eventLoops,
        int handshakesPerSecond,
        int connections,
        int frameBytes,
        Duration handshakeTimeout,
        Duration drainTimeout) {}
