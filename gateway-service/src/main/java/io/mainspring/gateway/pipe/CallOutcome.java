package io.mainspring.gateway.pipe;

import java.util.Locale;

/** How a charge point's CALL was answered. */
public enum CallOutcome {
    /** With a CALLRESULT. */
    ANSWERED,
    /** The owner refused it with a CALLERROR. */
    REFUSED,
    /** It broke a rule of OCPP. */
    INVALID,
    /** Unknown here, disabled here, or not for a charge point to send. */
    UNSUPPORTED,
    /** The charge point is not accepted yet. */
    NOT_ACCEPTED,
    /** Kafka did not take it, or its owner did not decide, in time. */
    TIMED_OUT;

    private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** As in metrics: {@code timed-out}. */
    public String wireName() {
        return wireName;
    }
}
