package io.mainspring.chargepoint;

import java.util.Locale;

/**
 * The identity of a charge point in its canonical spelling. Two spellings that differ only in case
 * are one charge point: compare {@link #key()}, show {@link #value()}.
 */
public record ChargePointId(String value) {

    /** The identity without case: what rows and event streams are found by. */
    public String key() {
        return keyOf(value);
    }

    /** The same for a spelling that need not be canonical. */
    public static String keyOf(String spelling) {
        return spelling.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return value;
    }
}
