package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.WireName;

/** What became of an idTag. OCPP 1.6 §7.2. */
public enum AuthorizationStatus implements WireName {
    ACCEPTED("Accepted"),
    /** Known, but barred. */
    BLOCKED("Blocked"),
    /** Known, but past its expiry date. */
    EXPIRED("Expired"),
    /** The tag is unknown. */
    INVALID("Invalid"),
    /** Charges elsewhere already; in answers to StartTransaction only. */
    CONCURRENT_TX("ConcurrentTx");

    private final String wireName;

    AuthorizationStatus(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
