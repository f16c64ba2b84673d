package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.WireName;

/** Answer to Reset. OCPP 1.6 §7.41. */
public enum ResetStatus implements WireName {
    ACCEPTED("Accepted"),
    REJECTED("Rejected");

    private final String wireName;

    ResetStatus(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
