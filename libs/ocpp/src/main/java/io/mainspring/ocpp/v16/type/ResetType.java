package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.WireName;

/** How gracefully Reset is done. OCPP 1.6 §7.42. */
public enum ResetType implements WireName {
    HARD("Hard"),
    SOFT("Soft");

    private final String wireName;

    ResetType(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
