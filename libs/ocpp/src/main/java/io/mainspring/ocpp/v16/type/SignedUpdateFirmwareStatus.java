package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.WireName;

/** Answer to SignedUpdateFirmware. Security whitepaper §6. */
public enum SignedUpdateFirmwareStatus implements WireName {
    ACCEPTED("Accepted"),
    REJECTED("Rejected"),
    ACCEPTED_CANCELED("AcceptedCanceled"),
    INVALID_CERTIFICATE("InvalidCertificate"),
    REVOKED_CERTIFICATE("RevokedCertificate");

    private final String wireName;

    SignedUpdateFirmwareStatus(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
