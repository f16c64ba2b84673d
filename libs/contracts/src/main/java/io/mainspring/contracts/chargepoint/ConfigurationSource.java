package io.mainspring.contracts.chargepoint;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** From where a configuration value is known. */
public enum ConfigurationSource {
    /** The charge point's own answer. */
    @JsonProperty("GetConfiguration")
    GET_CONFIGURATION,
    /** A change that the charge point accepted. */
    @JsonProperty("ChangeConfiguration")
    CHANGE_CONFIGURATION,
    /** A source that a later version publishes and this reader does not know. */
    @JsonEnumDefaultValue
    @JsonProperty("Unknown")
    UNKNOWN
}
