package io.mainspring.ocpp.v16.type;

import java.time.Instant;
import java.util.List;

/**
 * Values sampled at one moment. The specification asks for at least one; the schema allows none,
 * and so does this record. OCPP 1.6 §7.33.
 */
public record MeterValue(Instant timestamp, List<SampledValue> sampledValue) {
    public MeterValue {
        sampledValue = List.copyOf(sampledValue);
    }
}
