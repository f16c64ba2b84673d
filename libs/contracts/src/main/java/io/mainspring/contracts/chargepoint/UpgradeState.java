package io.mainspring.contracts.chargepoint;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** How far the move of a charge point to a higher security profile is. */
public enum UpgradeState {
    @JsonProperty("Started")
    STARTED,
    /** It came with the higher profile. */
    @JsonProperty("Completed")
    COMPLETED,
    /** It may come with its old profile alone again. */
    @JsonProperty("RolledBack")
    ROLLED_BACK,
    /** A state that a later version publishes and this reader does not know. */
    @JsonEnumDefaultValue
    @JsonProperty("Unknown")
    UNKNOWN
}
