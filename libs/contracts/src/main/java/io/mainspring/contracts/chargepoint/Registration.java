package io.mainspring.contracts.chargepoint;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** The registration state that decides what may be sent to a charge point. */
public enum Registration {
    @JsonProperty("Accepted")
    ACCEPTED,
    /** May be configured and triggered; remote start and remote stop must never be sent. */
    @JsonProperty("Pending")
    PENDING,
    /** Nothing should be sent. */
    @JsonProperty("Rejected")
    REJECTED,
    /** A state that a later version publishes and this reader does not know: not accepted. */
    @JsonEnumDefaultValue
    @JsonProperty("Unknown")
    UNKNOWN
}
