package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.WhenUnlisted;
import io.mainspring.ocpp.v16.WireName;

/** Between which conductors a value was measured; absent for the overall value. OCPP 1.6 §7.34. */
public enum Phase implements WireName {
    L1("L1"),
    L2("L2"),
    L3("L3"),
    N("N"),
    L1_N("L1-N"),
    L2_N("L2-N"),
    L3_N("L3-N"),
    L1_L2("L1-L2"),
    L2_L3("L2-L3"),
    L3_L1("L3-L1"),
    /**
     * A name outside the specification, read tolerantly; the text is in {@link
     * SampledValue#unlisted}.
     */
    @WhenUnlisted
    UNLISTED("");

    private final String wireName;

    Phase(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
