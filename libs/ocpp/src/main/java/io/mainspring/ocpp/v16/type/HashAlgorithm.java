package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.WireName;

/** Of the hashes that name a certificate. Security whitepaper §6. */
public enum HashAlgorithm implements WireName {
    SHA256("SHA256"),
    SHA384("SHA384"),
    SHA512("SHA512");

    private final String wireName;

    HashAlgorithm(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
