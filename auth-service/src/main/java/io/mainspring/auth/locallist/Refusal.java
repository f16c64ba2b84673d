package io.mainspring.auth.locallist;

/** What a charge point said instead of Accepted. */
public enum Refusal {
    /** Including a CALLERROR. */
    FAILED,
    /** It holds a version that is not older than that of the Differential. */
    VERSION_MISMATCH,
    NOT_SUPPORTED
}
