package io.mainspring.gateway.handshake;

/** What the transport of a connection has proved, before any HTTP. */
public enum Transport {
    /** Nothing: ws. */
    PLAIN,
    /** The server to the charge point: wss. */
    TLS,
    /** Both to each other: wss with a client certificate. */
    MUTUAL_TLS;

    /** The security profile of a connection over this transport. */
    public int securityProfile(boolean withPassword) {
        return switch (this) {
            case PLAIN -> withPassword ? 1 : 0;
            case TLS -> 2;
            case MUTUAL_TLS -> 3;
        };
    }
}
