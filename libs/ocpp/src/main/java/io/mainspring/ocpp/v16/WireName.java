package io.mainspring.ocpp.v16;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** An enumeration of the specification; JSON holds the specification's spelling. */
public interface WireName {

    /** Exactly as on the wire, case-sensitive; empty for a fallback that is never sent. */
    @JsonValue
    String wireName();

    /** The constant with that spelling. */
    static <E extends Enum<E> & WireName> Optional<E> named(Class<E> type, String wireName) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.wireName().equals(wireName) && !wireName.isEmpty())
                .findFirst();
    }
}
