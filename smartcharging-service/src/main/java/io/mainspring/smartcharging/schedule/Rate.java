package io.mainspring.smartcharging.schedule;

import io.mainspring.ocpp.v16.type.ChargingRateUnit;
import java.math.BigDecimal;

/**
 * Limits in whole parts of a tenth of the wanted unit, so fine that nothing is rounded before it is written out: a sum
 * over connectors is exact, and what is written is never above it. A is per phase, W is the total, so W = A x nominal
 * voltage x phases.
 */
record Rate(ChargingRateUnit unit, int voltage) {

    /** A gigawatt in tenths: more limits nothing, and would be too much for sums. */
    private static final BigDecimal MOST_TENTHS = new BigDecimal("10000000000");

    /** What 1, 2 and 3 phases divide without a remainder. */
    private static final int ANY_PHASES = 6;

    /** Into how many parts a tenth is divided: as many as make every conversion a whole number. */
    private long parts() {
        return unit == ChargingRateUnit.A ? (long) ANY_PHASES * voltage : 1;
    }

    /** The parts of a limit that is in another unit, perhaps. */
    long of(BigDecimal limit, int phases, ChargingRateUnit from) {
        long tenths = tenths(limit);
        if (from == unit) {
            return tenths * parts();
        }
        return unit == ChargingRateUnit.W
                ? tenths * voltage * phases
                : tenths * ANY_PHASES / phases;
    }

    /** Rounded down to tenths. */
    long tenths(long parts) {
        return parts == Moment.NO_LIMIT ? parts : parts / parts();
    }

    static long tenths(BigDecimal limit) {
        return limit.scaleByPowerOfTen(1).min(MOST_TENTHS).longValue();
    }

    static BigDecimal limit(long tenths) {
        return BigDecimal.valueOf(tenths, 1);
    }
}
