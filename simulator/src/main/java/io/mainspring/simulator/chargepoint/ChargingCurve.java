package io.mainspring.simulator.chargepoint;

import java.time.Duration;

/**
 * How much power flows: what outlet and car both allow, after a short ramp; less and less above 80 % of charge, as
 * batteries want it; nothing when full.
 */
final class ChargingCurve {

    private static final double RAMP_SECONDS = 15;
    private static final double TAPER_FROM = 0.8;
    private static final double LEAST_SHARE = 0.06;

    private ChargingCurve() {}

    /** Power in W at this state of charge (0 to 1), this long after the start. */
    static double power(Outlet outlet, Vehicle vehicle, double soc, Duration sinceStart) {
        if (soc >= 1) {
            return 0;
        }
        var ramp = Math.min(1, (1 + sinceStart.toMillis() / 1000.0) / RAMP_SECONDS);
        return limit(outlet, vehicle) * ramp * share(soc);
    }

    static double limit(Outlet outlet, Vehicle vehicle) {
        if (outlet.isDirectCurrent()) {
            return Math.min(outlet.maxPowerW(), vehicle.dcPowerW());
        }
        var phases = Math.min(outlet.phases(), vehicle.acPhases());
        var outletAmps = outlet.maxPowerW() / outlet.phases() / Outlet.MAINS_VOLTAGE;
        return phases * Outlet.MAINS_VOLTAGE * Math.min(outletAmps, vehicle.acAmps());
    }

    private static double share(double soc) {
        if (soc <= TAPER_FROM) {
            return 1;
        }
        var gone = (soc - TAPER_FROM) / (1 - TAPER_FROM);
        return 1 - gone * (1 - LEAST_SHARE);
    }
}
