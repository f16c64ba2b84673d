package io.mainspring.reservation.lifecycle;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Where a reservation stands; what follows Accepted can still give way to {@link #USED}. */
public enum State {
    /** Sent or about to be, no outcome yet. */
    @JsonProperty("Requested")
    REQUESTED("Requested"),
    /** The charge point holds it. */
    @JsonProperty("Accepted")
    ACCEPTED("Accepted"),
    @JsonProperty("Refused")
    REFUSED("Refused"),
    /** No answer; whether the charge point holds it may be unknown. */
    @JsonProperty("Undelivered")
    UNDELIVERED("Undelivered"),
    @JsonProperty("Used")
    USED("Used"),
    @JsonProperty("Expired")
    EXPIRED("Expired"),
    @JsonProperty("Cancelled")
    CANCELLED("Cancelled"),
    /** Over because of a failure, a retirement, or because the charge point does not know it. */
    @JsonProperty("Ended")
    ENDED("Ended");

    private final String label;

    State(String label) {
        this.label = label;
    }

    /** As it stands in rows, queries and JSON. */
    public String label() {
        return label;
    }

    /** The state with this label, in any case. */
    public static Optional<State> labelled(String label) {
        return Arrays.stream(values()).filter(s -> s.label.equalsIgnoreCase(label)).findFirst();
    }

    /** All labels, in the order of a life. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(State::label).toList();
    }
}
