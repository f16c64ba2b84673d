package io.mainspring.smartcharging.site;

/** How an order to a charge point ended. */
enum Verdict {
    /** It is in force, and what came before is not. */
    ACCEPTED,
    /** It is not in force. */
    REFUSED,
    /** It never got there. */
    NOT_SENT,
    /** It may be in force or not. */
    IN_DOUBT,
    /** The charge point answered with an error: as in doubt, but not worth repeating soon. */
    FAILED
}
