package io.mainspring.ocpp.v16;

/** The side that sends a CALL. */
public enum Origin {
    CHARGE_POINT,
    CENTRAL_SYSTEM
}
