package io.mainspring.chargepoint.securityevent;

import java.util.Locale;
import java.util.Set;

/**
 * The types of security events that the whitepaper (§8) calls critical, without case. Whatever a
 * manufacturer invents beside them is not.
 */
final class CriticalTypes {

    static final Set<String> LOWER_CASE =
            Set.of(
                    "firmwareupdated",
                    "settingsystemtime",
                    "startupofthedevice",
                    "resetorreboot",
                    "securitylogwascleared",
                    "memoryexhaustion",
                    "tamperdetectionactivated");

    private CriticalTypes() {}

    static boolean contain(String type) {
        return LOWER_CASE.contains(type.strip().toLowerCase(Locale.ROOT));
    }
}
