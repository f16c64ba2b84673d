package io.mainspring.auth.locallist;

import java.util.Locale;

/**
 * The identifier of a charge point's list among the aggregates and in published events. It has
 * capitals, which no idTag's key has, so the two never meet, whatever idTags are called.
 */
final class ListKey {

    private static final String PREFIX = "LocalList/";

    private ListKey() {}

    /** Spellings of a charge point's identity that differ in case only have one list. */
    static String of(String chargePointId) {
        return PREFIX + chargePointKey(chargePointId);
    }

    static String chargePointKey(String chargePointId) {
        return chargePointId.toLowerCase(Locale.ROOT);
    }
}
