package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.WireName;

/** How the periods of a profile are placed in time. OCPP 1.6 §7.9. */
public enum ChargingProfileKind implements WireName {
    ABSOLUTE("Absolute"),
    RECURRING("Recurring"),
    RELATIVE("Relative");

    private final String wireName;

    ChargingProfileKind(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
