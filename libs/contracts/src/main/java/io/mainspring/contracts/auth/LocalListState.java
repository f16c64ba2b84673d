package io.mainspring.contracts.auth;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What was last heard or decided about a charge point's local authorization list. */
public enum LocalListState {
    /** It accepted an update; more may follow. */
    @JsonProperty("Accepted")
    ACCEPTED,
    /** It accepted the last of what it was to hold at that time. */
    @JsonProperty("InSync")
    IN_SYNC,
    /** It refused an update, did not answer or did not come: it does not hold what it should. */
    @JsonProperty("Failed")
    FAILED,
    @JsonProperty("NotSupported")
    NOT_SUPPORTED,
    /** A state that a later version publishes and this reader does not know. */
    @JsonEnumDefaultValue
    @JsonProperty("Unknown")
    UNKNOWN
}
