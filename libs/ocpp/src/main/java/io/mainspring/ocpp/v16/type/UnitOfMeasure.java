package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.WhenUnlisted;
import io.mainspring.ocpp.v16.WireName;

/**
 * Unit of a sampled value, case-sensitive; Wh if absent and the measurand is an energy. OCPP 1.6
 * §7.45.
 */
public enum UnitOfMeasure implements WireName {
    WH("Wh"),
    KWH("kWh"),
    VARH("varh"),
    KVARH("kvarh"),
    W("W"),
    KW("kW"),
    VA("VA"),
    KVA("kVA"),
    VAR("var"),
    KVAR("kvar"),
    A("A"),
    V("V"),
    K("K"),
    /** The first schema's spelling; means the same as {@link #CELSIUS}. */
    CELCIUS("Celcius"),
    CELSIUS("Celsius"),
    FAHRENHEIT("Fahrenheit"),
    PERCENT("Percent"),
    /**
     * A name outside the specification, read tolerantly; the text is in {@link
     * SampledValue#unlisted}.
     */
    @WhenUnlisted
    UNLISTED("");

    private final String wireName;

    UnitOfMeasure(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
