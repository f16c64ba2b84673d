package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.WireName;

/** Amperes per phase, or Watts in all. OCPP 1.6 §7.12. */
public enum ChargingRateUnit implements WireName {
    A("A"),
    W("W");

    private final String wireName;

    ChargingRateUnit(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
