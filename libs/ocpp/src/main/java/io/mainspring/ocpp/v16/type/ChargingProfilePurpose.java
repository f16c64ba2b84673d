package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.WireName;

/** What a profile limits. OCPP 1.6 §7.10. */
public enum ChargingProfilePurpose implements WireName {
    CHARGE_POINT_MAX_PROFILE("ChargePointMaxProfile"),
    TX_DEFAULT_PROFILE("TxDefaultProfile"),
    TX_PROFILE("TxProfile");

    private final String wireName;

    ChargingProfilePurpose(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
