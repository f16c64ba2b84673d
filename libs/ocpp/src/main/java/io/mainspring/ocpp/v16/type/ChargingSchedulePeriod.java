package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.OneDecimal;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One step of a curve, from {@code startPeriod} seconds after its start. {@code limit} has one
 * decimal at most; {@code numberPhases} is 3 if absent. OCPP 1.6 §7.14.
 */
public record ChargingSchedulePeriod(
        int startPeriod, @OneDecimal BigDecimal limit, @Nullable Integer numberPhases) {}
