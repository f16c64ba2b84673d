package io.mainspring.auth.idtag;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the operator says about an idTag. Expired and Invalid are no standings: the one follows from
 * the expiry date and the clock, the other is said of idTags that are not registered.
 */
public enum Standing {
    @JsonProperty("Accepted")
    ACCEPTED("Accepted"),
    @JsonProperty("Blocked")
    BLOCKED("Blocked");

    private final String text;

    Standing(String text) {
        this.text = text;
    }

    /** As it is spelt in JSON, CSV and the database. */
    public String text() {
        return text;
    }

    /** The standing of this spelling, upper and lower case being equal. */
    public static Optional<Standing> named(String text) {
        return Arrays.stream(values()).filter(s -> s.text.equalsIgnoreCase(text)).findFirst();
    }
}
