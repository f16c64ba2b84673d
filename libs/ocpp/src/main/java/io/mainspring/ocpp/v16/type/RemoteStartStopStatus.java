package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.WireName;

/** Answer to RemoteStartTransaction and RemoteStopTransaction. OCPP 1.6 §7.39. */
public enum RemoteStartStopStatus implements WireName {
    ACCEPTED("Accepted"),
    REJECTED("Rejected");

    private final String wireName;

    RemoteStartStopStatus(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
