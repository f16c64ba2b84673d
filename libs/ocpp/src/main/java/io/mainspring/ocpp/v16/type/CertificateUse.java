package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.WireName;

/** Whose root certificate it is. Security whitepaper §6. */
public enum CertificateUse implements WireName {
    CENTRAL_SYSTEM_ROOT_CERTIFICATE("CentralSystemRootCertificate"),
    MANUFACTURER_ROOT_CERTIFICATE("ManufacturerRootCertificate");

    private final String wireName;

    CertificateUse(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
