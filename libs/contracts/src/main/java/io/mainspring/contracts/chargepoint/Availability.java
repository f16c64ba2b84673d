package io.mainspring.contracts.chargepoint;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a connector is meant to serve drivers. */
public enum Availability {
    @JsonProperty("Operative")
    OPERATIVE,
    @JsonProperty("Inoperative")
    INOPERATIVE,
    /** A value that a later version publishes and this reader does not know. */
    @JsonEnumDefaultValue
    @JsonProperty("Unknown")
    UNKNOWN
}
