package io.mainspring.smartcharging.site;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Currents per phase as the arithmetic of sites wants them: whole tenths of an ampere. */
final class Amperes {

    private Amperes() {}

    /** Rounded down. */
    static long tenths(BigDecimal amperes) {
        return amperes.movePointRight(1).setScale(0, RoundingMode.FLOOR).longValueExact();
    }

    static BigDecimal of(long tenths) {
        return BigDecimal.valueOf(tenths, 1);
    }
}
