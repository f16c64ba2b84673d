package io.mainspring.gateway.handshake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a charge point asks with.
 *
 * @param uri as on the request line: not decoded
 * @param authorization the header's value, null if there is none
 * @param subprotocols the lines of Sec-WebSocket-Protocol
 * @param upgrade whether it asks for a WebSocket at all
 */
public record HandshakeRequest(
        String uri,
        @Nullable String authorization,
        List<String> subprotocols,
        boolean upgrade,
        Transport transport) {}
