package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.WireName;

/** Answer to ChangeConfiguration. OCPP 1.6 §7.22. */
public enum ConfigurationStatus implements WireName {
    ACCEPTED("Accepted"),
    REJECTED("Rejected"),
    /** Accepted, in effect after the next reboot. */
    REBOOT_REQUIRED("RebootRequired"),
    NOT_SUPPORTED("NotSupported");

    private final String wireName;

    ConfigurationStatus(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
