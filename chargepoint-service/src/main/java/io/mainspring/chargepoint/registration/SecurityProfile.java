package io.mainspring.chargepoint.registration;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The configuration key that moves a charge point to another security profile. */
public final class SecurityProfile {

    public static final String CONFIGURATION_KEY = "SecurityProfile";

    private static final Pattern VALUES = Pattern.compile("[0-3]");

    private SecurityProfile() {}

    /** Where a change of configuration moves it; null: nowhere, or to no profile. */
    public static @Nullable Integer told(String configurationKey, String value) {
        var profile = value.strip();
        return CONFIGURATION_KEY.equalsIgnoreCase(configurationKey)
                        && VALUES.matcher(profile).matches()
                ? Integer.valueOf(profile)
                : null;
    }
}
