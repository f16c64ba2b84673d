package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.WireName;

/** Whether SendLocalList replaces or amends. OCPP 1.6 §7.48. */
public enum UpdateType implements WireName {
    DIFFERENTIAL("Differential"),
    FULL("Full");

    private final String wireName;

    UpdateType(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
