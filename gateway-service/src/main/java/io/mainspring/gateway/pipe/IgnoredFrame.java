package io.mainspring.gateway.pipe;

import java.util.Locale;

/** Why a frame from a charge point was not acted upon. */
public enum IgnoredFrame {
    /** No text in it; some charge points send such frames as a sign of life. */
    EMPTY,
    /** No OCPP-J frame, and no unique id to answer to. */
    UNREADABLE,
    /** A CALL sent again while the first is unanswered, or just answered: not handled twice. */
    REPEATED,
    /** An answer, although nothing can have been asked yet. */
    UNASKED;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** As in metrics. */
    public String wireName() {
        return wireName;
    }
}
