package io.mainspring.gateway.handshake;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a connection beside its request: by the socket itself, or by the word of a
 * trusted proxy.
 *
 * @param encrypted whether the charge point dialled wss, and so has had the server proved to it
 * @param certificate what the charge point has shown of itself, null if nothing
 */
public record Transport(boolean encrypted, @Nullable ClientCertificate certificate) {

    /** ws. */
    public static final Transport PLAIN = new Transport(false, null);

    /** wss without a client certificate. */
    public static final Transport TLS = new Transport(true, null);

    /** Whether a connection of this security profile can come this way. */
    boolean carries(int securityProfile) {
        return switch (securityProfile) {
            case 0, 1 -> !encrypted;
            case 2 -> encrypted;
            case 3 -> encrypted && certificate instanceof ClientCertificate.Valid;
            default -> false;
        };
    }
}
