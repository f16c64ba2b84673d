package io.mainspring.simulator.wire;

/** TLS failed before there was any HTTP: one of the two sides would not talk to the other. */
public final class TlsRefused extends RuntimeException {

    TlsRefused(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
