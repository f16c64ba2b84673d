package io.mainspring.reservation.lifecycle;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a reservation ended that was neither used nor cancelled nor left to expire. */
public enum EndReason {
    @JsonProperty("Faulted")
    FAULTED("Faulted"),
    @JsonProperty("Unavailable")
    UNAVAILABLE("Unavailable"),
    @JsonProperty("Retired")
    RETIRED("Retired"),
    /** The charge point refused to cancel it: it holds no such reservation (§6.5). */
    @JsonProperty("NotHeld")
    NOT_HELD("NotHeld");

    private final String label;

    EndReason(String label) {
        this.label = label;
    }

    /** As it stands in rows and JSON. */
    public String label() {
        return label;
    }
}
