package io.mainspring.gateway.pipe;

import java.util.Locale;

/** Why a delivery from Kafka had no effect. */
public enum DroppedDelivery {
    /** For a connection that is not here, or not any more. */
    STALE,
    /** The CALL it answers is not waiting: its time was over. */
    LATE,
    /** To be sent before an instant that has passed. */
    EXPIRED,
    /** A call that was already sent over this connection. */
    REPEATED,
    /** Nobody can say what it means. */
    UNREADABLE;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** As in metrics. */
    public String wireName() {
        return wireName;
    }
}
