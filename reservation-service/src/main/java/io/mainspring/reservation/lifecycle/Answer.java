package io.mainspring.reservation.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * How a ReserveNow ended.
 *
 * @param reason the charge point's status, or how the command ended
 * @param detail code and description of a CALLERROR
 */
record Answer(Kind kind, String reason, @Nullable String detail) {

    enum Kind {
        ACCEPTED,
        REFUSED,
        /** It never reached the charge point. */
        NOT_SENT,
        /** It was sent, and may have been accepted. */
        UNCERTAIN
    }
}
