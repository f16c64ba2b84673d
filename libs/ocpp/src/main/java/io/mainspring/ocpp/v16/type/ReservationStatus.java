package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.WireName;

/** Answer to ReserveNow. OCPP 1.6 §7.40. */
public enum ReservationStatus implements WireName {
    ACCEPTED("Accepted"),
    FAULTED("Faulted"),
    OCCUPIED("Occupied"),
    REJECTED("Rejected"),
    UNAVAILABLE("Unavailable");

    private final String wireName;

    ReservationStatus(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
