package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.WireName;

/** Answer to GetCompositeSchedule. OCPP 1.6 §7.26. */
public enum GetCompositeScheduleStatus implements WireName {
    ACCEPTED("Accepted"),
    REJECTED("Rejected");

    private final String wireName;

    GetCompositeScheduleStatus(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
