package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.WireName;

/** Answer to ChangeAvailability. OCPP 1.6 §7.3. */
public enum AvailabilityStatus implements WireName {
    ACCEPTED("Accepted"),
    REJECTED("Rejected"),
    /** Accepted, in effect when the running transaction has ended. */
    SCHEDULED("Scheduled");

    private final String wireName;

    AvailabilityStatus(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
