package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.WireName;

/** Answer to CertificateSigned. Security whitepaper §6. */
public enum CertificateSignedStatus implements WireName {
    ACCEPTED("Accepted"),
    REJECTED("Rejected");

    private final String wireName;

    CertificateSignedStatus(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
