package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.WireName;

/** Answer to GetInstalledCertificateIds. Security whitepaper §6. */
public enum GetInstalledCertificateStatus implements WireName {
    ACCEPTED("Accepted"),
    NOT_FOUND("NotFound");

    private final String wireName;

    GetInstalledCertificateStatus(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
