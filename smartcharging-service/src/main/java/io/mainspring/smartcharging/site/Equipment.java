package io.mainspring.smartcharging.site;

import org.jspecify.annotations.Nullable;

/**
 * What a charge point of a site is known to have and to take; null: not known.
 *
 * @param connectors 0: not known
 * @param onlyUnit the one unit of limits that it takes
 */
record Equipment(
        int connectors,
        Member.@Nullable RateUnit onlyUnit,
        @Nullable Integer maxStackLevel,
        @Nullable Integer maxPeriods,
        @Nullable Integer maxInstalled) {

    static final Equipment UNKNOWN = new Equipment(0, null, null, null, null);
}
