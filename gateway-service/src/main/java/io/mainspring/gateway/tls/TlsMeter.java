package io.mainspring.gateway.tls;

import java.util.function.ToDoubleFunction;

/** What is counted about TLS. */
public interface TlsMeter {

    void handshake(HandshakeOutcome outcome);

    /** Files that have changed were read; they are in use if that succeeded. */
    void reloaded(boolean succeeded);

    /** A gauge of the seconds until our own certificate of that key algorithm expires. */
    <T> void watchExpiry(String algorithm, T source, ToDoubleFunction<T> seconds);
}
