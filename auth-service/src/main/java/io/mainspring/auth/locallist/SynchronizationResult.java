package io.mainspring.auth.locallist;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How bringing a list to date ended. */
public enum SynchronizationResult {
    /** The charge point has accepted everything it is to hold. */
    @JsonProperty("InSync")
    IN_SYNC,
    /** It refused, or never answered. */
    @JsonProperty("Failed")
    FAILED,
    @JsonProperty("NotSupported")
    NOT_SUPPORTED,
    /** It was not connected within the time given. */
    @JsonProperty("Unreachable")
    UNREACHABLE,
    /** More entries than the charge point's LocalAuthListMaxLength: nothing more was sent. */
    @JsonProperty("TooLong")
    TOO_LONG,
    /** The list was deleted here meanwhile. */
    @JsonProperty("Cancelled")
    CANCELLED
}
