package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.WireName;

/** Answer to ClearCache. OCPP 1.6 §7.20. */
public enum ClearCacheStatus implements WireName {
    ACCEPTED("Accepted"),
    REJECTED("Rejected");

    private final String wireName;

    ClearCacheStatus(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
