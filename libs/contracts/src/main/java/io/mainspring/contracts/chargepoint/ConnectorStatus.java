package io.mainspring.contracts.chargepoint;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What a connector, or with connector 0 the charge point itself, reports about itself. */
public enum ConnectorStatus {
    @JsonProperty("Available")
    AVAILABLE,
    @JsonProperty("Preparing")
    PREPARING,
    @JsonProperty("Charging")
    CHARGING,
    @JsonProperty("SuspendedEVSE")
    SUSPENDED_EVSE,
    @JsonProperty("SuspendedEV")
    SUSPENDED_EV,
    @JsonProperty("Finishing")
    FINISHING,
    @JsonProperty("Reserved")
    RESERVED,
    @JsonProperty("Unavailable")
    UNAVAILABLE,
    @JsonProperty("Faulted")
    FAULTED,
    /** A status that a later version publishes and this reader does not know. */
    @JsonEnumDefaultValue
    @JsonProperty("Unknown")
    UNKNOWN
}
