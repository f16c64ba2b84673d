package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.WireName;

/** Answer to BootNotification. OCPP 1.6 §7.38. */
public enum RegistrationStatus implements WireName {
    ACCEPTED("Accepted"),
    /** The central system wants to ask or configure something first. */
    PENDING("Pending"),
    REJECTED("Rejected");

    private final String wireName;

    RegistrationStatus(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
