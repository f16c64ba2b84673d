package io.mainspring.simulator.chargepoint;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The meter of a connector and the battery behind it. The register only grows, over transactions and reboots, like a
 * real meter's.
 */
final class EnergyMeter {

    private static final Duration LONGEST_STEP = Duration.ofSeconds(5);
    private static final double LOST_AS_HEAT = 0.06;

    private final Outlet outlet;
    private final PowerLimit limit;
    private double registerWh;
    private double powerW;
    private @Nullable Flow flow;

    EnergyMeter(Outlet outlet, double registerWh) {
        this(outlet, registerWh, (_, _) -> Double.POSITIVE_INFINITY);
    }

    /** @param limit what charging profiles allow */
    EnergyMeter(Outlet outlet, double registerWh, PowerLimit limit) {
        this.outlet = outlet;
        this.limit = limit;
        this.registerWh = registerWh;
    }

    /** Watts that may flow over so many phases at a moment. */
    @FunctionalInterface
    interface PowerLimit {
        double watts(int phasesInUse, Instant at);
    }

    /** Closes the contactor: from now on the car draws what the curve says. */
    void connect(Vehicle vehicle, Instant now) {
        flow = new Flow(vehicle, now);
    }

    void disconnect(Instant now) {
        advance(now);
        flow = null;
        powerW = 0;
    }

    Reading read(Instant now) {
        advance(now);
        var current = flow;
        return current == null
                ? new Reading(now, (long) registerWh, 0, 0, Double.NaN)
                : new Reading(
                        now,
                        (long) registerWh,
                        powerW,
                        Math.min(outlet.phases(), current.vehicle.acPhases()),
                        current.soc);
    }

    private void advance(Instant now) {
        var current = flow;
        if (current == null) {
            return;
        }
        while (current.until.isBefore(now)) {
            var left = Duration.between(current.until, now);
            var step = left.compareTo(LONGEST_STEP) < 0 ? left : LONGEST_STEP;
            var wanted =
                    ChargingCurve.power(
                            outlet,
                            current.vehicle,
                            current.soc,
                            Duration.between(current.since, current.until));
            powerW = Math.min(wanted, limit.watts(phasesInUse(current.vehicle), current.until));
            var wh = powerW * step.toNanos() / 3_600e9;
            registerWh += wh;
            current.soc =
                    Math.min(
                            1,
                            current.soc + wh * (1 - LOST_AS_HEAT) / current.vehicle.capacityWh());
            current.until = current.until.plus(step);
        }
    }

    private int phasesInUse(Vehicle vehicle) {
        return outlet.isDirectCurrent() ? 3 : Math.min(outlet.phases(), vehicle.acPhases());
    }

    /**
     * What the meter shows.
     *
     * @param energyWh the register
     * @param acPhases phases that carry current; 0 with direct current or none
     * @param soc 0 to 1; NaN if no car is charging
     */
    record Reading(Instant at, long energyWh, double powerW, int acPhases, double soc) {}

    private static final class Flow {
        private final Vehicle vehicle;
        private final Instant since;
        private Instant until;
        private double soc;

        Flow(Vehicle vehicle, Instant now) {
            this.vehicle = vehicle;
            since = now;
            until = now;
            soc = vehicle.stateOfCharge();
        }
    }
}
