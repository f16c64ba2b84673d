package io.mainspring.transaction.lifecycle;

/** What a reported stop was to its transaction. */
enum StopResult {
    /** Its end. */
    STOPPED,
    /** The same stop again: nothing changes. */
    REPEATED,
    /** Another end than the one that was reported first, which stays. */
    CONTRADICTED,
    /** Reported by a charge point that does not own the transaction: nothing changes. */
    FOREIGN
}
