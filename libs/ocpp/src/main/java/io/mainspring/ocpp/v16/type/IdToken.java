package io.mainspring.ocpp.v16.type;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.mainspring.ocpp.v16.Length;
import java.util.Locale;

/**
 * The identifier that a driver presents, in fields called idTag and parentIdTag. Compared without
 * regard to case, kept as received; may be empty. OCPP 1.6 §7.28.
 */
public record IdToken(
        @JsonValue @Length(value = IdToken.MAX_LENGTH, tolerated = IdToken.TOLERATED_LENGTH)
                String value) {

    /** The specification's limit, in code points. */
    public static final int MAX_LENGTH = 20;

    /** What charge points are allowed: roaming identifiers and prefixes make tags longer. */
    public static final int TOLERATED_LENGTH = 255;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public IdToken {}

    /** The same for all spellings of one tag: to store and compare by. */
    public String key() {
        return value.toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IdToken that && key().equals(that.key());
    }

    @Override
    public int hashCode() {
        return key().hashCode();
    }
}
