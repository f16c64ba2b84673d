package io.mainspring.smartcharging;

import java.util.Locale;

/**
 * Two spellings of a charge point's identity that differ only in case are one charge point: rows
 * and event streams are found by this key.
 */
public final class ChargePointKey {

    private ChargePointKey() {}

    public static String of(String spelling) {
        return spelling.toLowerCase(Locale.ROOT);
    }
}
