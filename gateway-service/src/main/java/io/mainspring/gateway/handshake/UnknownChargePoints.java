package io.mainspring.gateway.handshake;

/** What becomes of a charge point that has no admission. */
public enum UnknownChargePoints {
    /** 404. */
    REJECT,
    /** Let in with security profile 0; chargepoint-service answers its boot Pending. */
    PENDING,
    /** Let in with security profile 0; chargepoint-service answers its boot Accepted. */
    ACCEPT
}
