package io.mainspring.gateway.tls;

import java.util.function.ToDoubleFunction;

/** What is counted about TLS. */
public interface TlsMeter {

    void handshake(HandshakeOutcome outcome);

    /** Files that have changed were read; they are in use if that succeeded. */
    void reloaded(boolean succeeded);

    /** What comes to its end one day. */
    enum Expiring {
        /** Our own certificate with an RSA key. */
        RSA_CERTIFICATE,
        /** Our own certificate with a key on an elliptic curve. */
        EC_CERTIFICATE,
        /** The first of the authorities of client certificates. */
        AUTHORITY,
        /** The first of the revocation lists that are needed. */
        REVOCATION_LIST
    }

    /** A gauge of the seconds until then; not a number if there is no such thing. */
    <T> void watchExpiry(Expiring what, T source, ToDoubleFunction<T> seconds);
}
