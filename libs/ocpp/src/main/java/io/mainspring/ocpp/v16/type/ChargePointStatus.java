package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.WireName;

/**
 * Status of a connector; connector 0 knows Available, Unavailable and Faulted only. OCPP 1.6 §7.7.
 */
public enum ChargePointStatus implements WireName {
    AVAILABLE("Available"),
    PREPARING("Preparing"),
    CHARGING("Charging"),
    SUSPENDED_EVSE("SuspendedEVSE"),
    SUSPENDED_EV("SuspendedEV"),
    FINISHING("Finishing"),
    RESERVED("Reserved"),
    UNAVAILABLE("Unavailable"),
    FAULTED("Faulted");

    private final String wireName;

    ChargePointStatus(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
