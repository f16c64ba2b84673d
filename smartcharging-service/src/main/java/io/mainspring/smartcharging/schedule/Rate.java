package io.mainspring.smartcharging.schedule;

import io.mainspring.ocpp.v16.type.ChargingRateUnit;
import java.math.BigDecimal;

/**
 * Conversion of limits: A is per phase, W is the total, so W = A x nominal voltage x phases. Tenths of a unit, rounded
 * down: a converted limit is never above the original one.
 */
final class Rate {

    private Rate() {}

    static long tenths(BigDecimal limit) {
        return limit.scaleByPowerOfTen(1).longValue();
    }

    static BigDecimal limit(long tenths) {
        return BigDecimal.valueOf(tenths, 1);
    }

    static long convert(
            long tenths, int phases, ChargingRateUnit from, ChargingRateUnit to, int voltage) {
        if (from == to || tenths == Moment.NO_LIMIT) {
            return tenths;
        }
        long perAmpere = (long) voltage * phases;
        return to == ChargingRateUnit.W ? tenths * perAmpere : tenths / perAmpere;
    }
}
