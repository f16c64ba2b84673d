package io.mainspring.gateway.listener;

import io.mainspring.gateway.handshake.SecurityRefusal;

/** What is counted about handshakes. */
public interface ListenerMeter {

    /** Any handshake. */
    void handshakeAnswered(int status);

    /** A refused one that is suspicious. */
    void securityRefusal(SecurityRefusal reason);
}
