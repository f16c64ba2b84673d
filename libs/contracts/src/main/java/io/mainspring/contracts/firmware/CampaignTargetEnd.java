package io.mainspring.contracts.firmware;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** How a charge point of a campaign ended. */
public enum CampaignTargetEnd {
    @JsonProperty("Succeeded")
    SUCCEEDED,
    @JsonProperty("Failed")
    FAILED,
    @JsonProperty("Skipped")
    SKIPPED,
    /** One that a later version publishes and this reader does not know. */
    @JsonEnumDefaultValue
    @JsonProperty("Unknown")
    UNKNOWN
}
