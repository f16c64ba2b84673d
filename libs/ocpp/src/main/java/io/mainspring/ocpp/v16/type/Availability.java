package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.WireName;

/** What ChangeAvailability asks for. OCPP 1.6 §7.4. */
public enum Availability implements WireName {
    INOPERATIVE("Inoperative"),
    OPERATIVE("Operative");

    private final String wireName;

    Availability(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
