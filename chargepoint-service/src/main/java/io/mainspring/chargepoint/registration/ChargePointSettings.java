package io.mainspring.chargepoint.registration;

import org.jspecify.annotations.Nullable;

/**
 * What an operator says about a charge point.
 *
 * @param securityProfile 0 to 3, the only one with which it may connect
 * @param serialNumber as printed on it; null if nobody said
 * @param subprotocolRequired false admits a handshake without Sec-WebSocket-Protocol as ocpp1.6
 * @param strict true switches tolerant reading off
 */
public record ChargePointSettings(
        int securityProfile,
        @Nullable String serialNumber,
        boolean subprotocolRequired,
        boolean strict) {

    /** Security profiles 1 and 2 authenticate by key; 0 not at all, 3 by certificate. */
    boolean asksForKey() {
        return asksForKey(securityProfile);
    }

    static boolean asksForKey(int securityProfile) {
        return securityProfile == 1 || securityProfile == 2;
    }

    ChargePointSettings withSecurityProfile(int other) {
        return new ChargePointSettings(other, serialNumber, subprotocolRequired, strict);
    }
}
