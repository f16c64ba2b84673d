package io.mainspring.contracts.firmware;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** How an order of firmware, diagnostics or a log ended. */
public enum JobEnd {
    @JsonProperty("Succeeded")
    SUCCEEDED,
    @JsonProperty("Failed")
    FAILED,
    @JsonProperty("Refused")
    REFUSED,
    @JsonProperty("NotSent")
    NOT_SENT,
    @JsonProperty("NothingToUpload")
    NOTHING_TO_UPLOAD,
    @JsonProperty("Superseded")
    SUPERSEDED,
    @JsonProperty("TimedOut")
    TIMED_OUT,
    /** One that a later version publishes and this reader does not know. */
    @JsonEnumDefaultValue
    @JsonProperty("Unknown")
    UNKNOWN
}
