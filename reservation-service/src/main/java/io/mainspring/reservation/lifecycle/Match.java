package io.mainspring.reservation.lifecycle;

import com.fasterxml.jackson.annotation.JsonProperty;

/** By what a transaction was recognised as the use of a reservation. */
public enum Match {
    /** Its StartTransaction carried the id. */
    @JsonProperty("ReservationId")
    RESERVATION_ID("ReservationId"),
    /** No id, but the reserved idTag on the reserved connector in the reserved time. */
    @JsonProperty("IdTag")
    ID_TAG("IdTag"),
    /** The same by another idTag of the reserved group. */
    @JsonProperty("ParentIdTag")
    PARENT_ID_TAG("ParentIdTag");

    private final String label;

    Match(String label) {
        this.label = label;
    }

    /** As it stands in rows and JSON. */
    public String label() {
        return label;
    }
}
