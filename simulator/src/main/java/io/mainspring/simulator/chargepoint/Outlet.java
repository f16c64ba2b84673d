package io.mainspring.simulator.chargepoint;

/**
 * What a connector can deliver.
 *
 * @param phases 1 or 3 for alternating current, 0 for direct current
 * @param maxPowerW over all phases
 */
public record Outlet(int phases, double maxPowerW) {

    static final double MAINS_VOLTAGE = 230;

    public static Outlet ac(int phases, double ampsPerPhase) {
        return new Outlet(phases, phases * ampsPerPhase * MAINS_VOLTAGE);
    }

    public static Outlet dc(double maxPowerW) {
        return new Outlet(0, maxPowerW);
    }

    boolean isDirectCurrent() {
        return phases == 0;
    }
}
