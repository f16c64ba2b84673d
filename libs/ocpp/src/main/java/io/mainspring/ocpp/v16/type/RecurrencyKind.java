package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.WireName;

/** When a recurring profile starts anew. OCPP 1.6 §7.37. */
public enum RecurrencyKind implements WireName {
    DAILY("Daily"),
    WEEKLY("Weekly");

    private final String wireName;

    RecurrencyKind(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
