package io.mainspring.gateway.handshake;

import java.util.Locale;

/**
 * Reasons for which somebody is turned away who may not be who he says; logged and counted (security
 * whitepaper A00.FR.323, A00.FR.408).
 */
public enum SecurityRefusal {
    WRONG_CREDENTIALS(401, "wrong credentials"),
    WRONG_PROFILE(403, "wrong security profile"),
    INVALID_CERTIFICATE(403, "client certificate not valid"),
    FOREIGN_CERTIFICATE(403, "client certificate of another charge point"),
    FOREIGN_ORGANIZATION(403, "client certificate of another organization");

    private final int status;
    private final String text;

    SecurityRefusal(int status, String text) {
        this.status = status;
        this.text = text;
    }

    /** The HTTP status of the refusal. */
    int status() {
        return status;
    }

    String text() {
        return text;
    }

    /** As the metric's tag has it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
