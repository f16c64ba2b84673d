package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.WireName;

/** Answer to SetChargingProfile. OCPP 1.6 §7.11. */
public enum ChargingProfileStatus implements WireName {
    ACCEPTED("Accepted"),
    REJECTED("Rejected"),
    NOT_SUPPORTED("NotSupported");

    private final String wireName;

    ChargingProfileStatus(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
