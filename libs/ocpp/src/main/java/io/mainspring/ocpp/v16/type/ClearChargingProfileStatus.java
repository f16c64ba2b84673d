package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.WireName;

/** Answer to ClearChargingProfile. OCPP 1.6 §7.21. */
public enum ClearChargingProfileStatus implements WireName {
    ACCEPTED("Accepted"),
    UNKNOWN("Unknown");

    private final String wireName;

    ClearChargingProfileStatus(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
