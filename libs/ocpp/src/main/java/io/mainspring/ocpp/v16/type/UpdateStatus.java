package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.WireName;

/** Answer to SendLocalList. OCPP 1.6 §7.47. */
public enum UpdateStatus implements WireName {
    ACCEPTED("Accepted"),
    FAILED("Failed"),
    NOT_SUPPORTED("NotSupported"),
    /** A Differential with a version that is not newer than the charge point's. */
    VERSION_MISMATCH("VersionMismatch");

    private final String wireName;

    UpdateStatus(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
