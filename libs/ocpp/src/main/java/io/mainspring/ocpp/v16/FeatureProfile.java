package io.mainspring.ocpp.v16;

/**
 * What a charge point lists in SupportedFeatureProfiles, and what is switched on or off as a whole.
 * The whitepaper's actions belong to none of them; here they form {@link #SECURITY}.
 */
public enum FeatureProfile {
    CORE,
    FIRMWARE_MANAGEMENT,
    LOCAL_AUTH_LIST_MANAGEMENT,
    RESERVATION,
    SMART_CHARGING,
    REMOTE_TRIGGER,
    SECURITY
}
