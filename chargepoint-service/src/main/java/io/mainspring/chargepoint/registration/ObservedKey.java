package io.mainspring.chargepoint.registration;

import org.jspecify.annotations.Nullable;

/**
 * One configuration key as a charge point told it.
 *
 * @param value null: it has none, or it must not be known here
 */
public record ObservedKey(String key, @Nullable String value, boolean readonly) {

    /** Some charge points do tell their key: it is a secret all the same. */
    public static ObservedKey of(String key, @Nullable String value, boolean readonly) {
        return new ObservedKey(
                key,
                AuthorizationKey.CONFIGURATION_KEY.equalsIgnoreCase(key) ? null : value,
                readonly);
    }
}
