package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.WhenUnlisted;
import io.mainspring.ocpp.v16.WireName;

/** Why a transaction ended; Local if absent. OCPP 1.6 §7.36. */
public enum StopReason implements WireName {
    EMERGENCY_STOP("EmergencyStop"),
    EV_DISCONNECTED("EVDisconnected"),
    HARD_RESET("HardReset"),
    LOCAL("Local"),
    @WhenUnlisted
    OTHER("Other"),
    POWER_LOSS("PowerLoss"),
    REBOOT("Reboot"),
    REMOTE("Remote"),
    SOFT_RESET("SoftReset"),
    UNLOCK_COMMAND("UnlockCommand"),
    /** Stopped because the answer to StartTransaction refused the tag. */
    DE_AUTHORIZED("DeAuthorized");

    private final String wireName;

    StopReason(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
