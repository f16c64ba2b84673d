package io.mainspring.firmware.campaign;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a campaign stands. */
public enum CampaignState {
    @JsonProperty("Running")
    RUNNING("Running"),
    /** An operator halted it; what was ordered goes on. */
    @JsonProperty("Paused")
    PAUSED("Paused"),
    /** Too many have failed; what charge points have taken on goes on. */
    @JsonProperty("Stopped")
    STOPPED("Stopped"),
    /** An operator ended it for those that had not taken it on. */
    @JsonProperty("Cancelled")
    CANCELLED("Cancelled"),
    /** Nobody is left to begin or to end. */
    @JsonProperty("Finished")
    FINISHED("Finished");

    private final String wireName;

    CampaignState(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    static CampaignState named(String wireName) {
        for (var state : values()) {
            if (state.wireName.equals(wireName)) {
                return state;
            }
        }
        throw new IllegalArgumentException("no state " + wireName);
    }
}
