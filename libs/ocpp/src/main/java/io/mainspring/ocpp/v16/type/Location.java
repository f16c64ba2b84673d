package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.WhenUnlisted;
import io.mainspring.ocpp.v16.WireName;

/** Where a value was measured; Outlet if absent. OCPP 1.6 §7.30. */
public enum Location implements WireName {
    CABLE("Cable"),
    EV("EV"),
    INLET("Inlet"),
    OUTLET("Outlet"),
    BODY("Body"),
    /**
     * A name outside the specification, read tolerantly; the text is in {@link
     * SampledValue#unlisted}.
     */
    @WhenUnlisted
    UNLISTED("");

    private final String wireName;

    Location(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
