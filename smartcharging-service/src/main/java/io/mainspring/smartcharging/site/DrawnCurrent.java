package io.mainspring.smartcharging.site;

import io.mainspring.ocpp.v16.action.MeterValues;
import io.mainspring.ocpp.v16.type.Measurand;
import io.mainspring.ocpp.v16.type.MeterValue;
import io.mainspring.ocpp.v16.type.Phase;
import io.mainspring.ocpp.v16.type.SampledValue;
import io.mainspring.ocpp.v16.type.UnitOfMeasure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The current that a charge point says is drawn, in A on the phase that carries most. Power counts as if it came from
 * one phase, unless it is told per phase: too high a figure never takes a share from a vehicle that uses it.
 */
final class DrawnCurrent {

    private static final Set<Phase> SINGLE =
            Set.of(Phase.L1, Phase.L2, Phase.L3, Phase.L1_N, Phase.L2_N, Phase.L3_N);

    private DrawnCurrent() {}

    /** Of the newest values in the message; null if it tells nothing. */
    static @Nullable BigDecimal in(MeterValues.Request message, int nominalVoltage) {
        MeterValue newest = null;
        for (var value : message.meterValue()) {
            if (newest == null || value.timestamp().isAfter(newest.timestamp())) {
                newest = value;
            }
        }
        return newest == null ? null : highest(newest, nominalVoltage);
    }

    private static @Nullable BigDecimal highest(MeterValue value, int nominalVoltage) {
        BigDecimal current = null;
        BigDecimal power = null;
        for (var sample : value.sampledValue()) {
            var number = number(sample);
            if (number == null || sample.phase() == Phase.N) {
                continue;
            }
            if (sample.measurand() == Measurand.CURRENT_IMPORT) {
                current = current == null ? number : current.max(number);
            } else if (sample.measurand() == Measurand.POWER_ACTIVE_IMPORT) {
                var watts = sample.unit() == UnitOfMeasure.KW ? number.movePointRight(3) : number;
                boolean isBetter = sample.phase() == null || SINGLE.contains(sample.phase());
                power = isBetter && (power == null || watts.compareTo(power) > 0) ? watts : power;
            }
        }
        if (current != null) {
            return current;
        }
        return power == null
                ? null
                : power.divide(BigDecimal.valueOf(nominalVoltage), 1, RoundingMode.UP);
    }

    private static @Nullable BigDecimal number(SampledValue sample) {
        try {
            return new BigDecimal(sample.value().strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
