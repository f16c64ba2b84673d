package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.WhenUnlisted;
import io.mainspring.ocpp.v16.WireName;

/** How a sampled value is written; Raw if absent. OCPP 1.6 §7.49. */
public enum ValueFormat implements WireName {
    RAW("Raw"),
    SIGNED_DATA("SignedData"),
    /**
     * A name outside the specification, read tolerantly; the text is in {@link
     * SampledValue#unlisted}.
     */
    @WhenUnlisted
    UNLISTED("");

    private final String wireName;

    ValueFormat(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
