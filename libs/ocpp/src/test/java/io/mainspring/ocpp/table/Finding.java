package io.mainspring.ocpp.table;

/**
 * Something that the table does not allow.
 *
 * @param pointer JSON Pointer
 */
public record Finding(Kind kind, String pointer) {

    /** From the most basic to the least. */
    public enum Kind {
        /** Not an object, or a member too many. */
        STRUCTURE,
        /** A member missing, or too few elements. */
        OCCURRENCE,
        /** The wrong JSON type. */
        TYPE,
        /** The right type, but too long, not listed, or malformed. */
        VALUE
    }
}
