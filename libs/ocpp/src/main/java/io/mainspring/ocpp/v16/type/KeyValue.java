package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.Length;
import org.jspecify.annotations.Nullable;

/**
 * A configuration key as the charge point reports it; a known key may have no value. OCPP 1.6
 * §7.29.
 */
public record KeyValue(
        @Length(value = 50, tolerated = Length.DESCRIPTIVE) String key,
        boolean readonly,
        @Nullable @Length(value = 500, tolerated = Length.CONFIGURATION_VALUE) String value) {}
