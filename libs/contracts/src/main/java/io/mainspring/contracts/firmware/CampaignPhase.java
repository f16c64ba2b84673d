package io.mainspring.contracts.firmware;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a campaign stands. */
public enum CampaignPhase {
    @JsonProperty("Running")
    RUNNING,
    @JsonProperty("Paused")
    PAUSED,
    @JsonProperty("Stopped")
    STOPPED,
    @JsonProperty("Cancelled")
    CANCELLED,
    @JsonProperty("Finished")
    FINISHED,
    /** One that a later version publishes and this reader does not know. */
    @JsonEnumDefaultValue
    @JsonProperty("Unknown")
    UNKNOWN
}
