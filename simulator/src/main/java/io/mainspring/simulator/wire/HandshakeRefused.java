package io.mainspring.simulator.wire;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The central system answered the opening handshake, and not with an upgrade to what was asked. */
public final class HandshakeRefused extends RuntimeException {

    private final int status;
    private final Map<String, String> headers;

    HandshakeRefused(int status, Map<String, String> headers, @Nullable Throwable cause) {
        super("HTTP " + status, cause);
        this.status = status;
        this.headers = Map.copyOf(headers);
    }

    /** The HTTP status; 101 if the upgrade itself was wrong, such as a missing subprotocol. */
    public int status() {
        return status;
    }

    /** The headers of the answer; names in lower case. */
    public Map<String, String> headers() {
        return headers;
    }
}
