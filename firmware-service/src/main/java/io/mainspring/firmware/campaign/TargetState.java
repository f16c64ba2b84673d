package io.mainspring.firmware.campaign;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;

/** Where a charge point of a campaign stands. */
public enum TargetState {
    @JsonProperty("Waiting")
    WAITING("Waiting"),
    /** Its job is ordered, or about to be. */
    @JsonProperty("Running")
    RUNNING("Running"),
    @JsonProperty("Succeeded")
    SUCCEEDED("Succeeded"),
    @JsonProperty("Failed")
    FAILED("Failed"),
    /** It ran the version already. */
    @JsonProperty("Skipped")
    SKIPPED("Skipped"),
    /** The campaign was cancelled before its turn. */
    @JsonProperty("Cancelled")
    CANCELLED("Cancelled");

    private final String wireName;

    TargetState(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    static boolean isNamed(String wireName) {
        return Arrays.stream(values()).anyMatch(state -> state.wireName.equals(wireName));
    }
}
