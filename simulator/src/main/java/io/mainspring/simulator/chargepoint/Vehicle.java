package io.mainspring.simulator.chargepoint;

import java.util.random.RandomGenerator;

/**
 * A car as its charging sees it.
 *
 * @param capacityWh usable energy of the battery
 * @param stateOfCharge 0 to 1, when it arrives
 * @param acPhases how many phases its on-board charger uses
 * @param acAmps per phase
 * @param dcPowerW the most its battery takes
 */
public record Vehicle(
        double capacityWh, double stateOfCharge, int acPhases, double acAmps, double dcPowerW) {

    private static final Vehicle[] MODELS = {
        new Vehicle(24_000, 0.4, 1, 16, 45_000),
        new Vehicle(40_000, 0.3, 1, 32, 50_000),
        new Vehicle(58_000, 0.3, 3, 16, 120_000),
        new Vehicle(77_000, 0.2, 3, 16, 170_000),
        new Vehicle(93_000, 0.25, 3, 32, 250_000),
    };

    /** Some car, arriving with between 10 and 70 % in its battery. */
    public static Vehicle some(RandomGenerator random) {
        return MODELS[random.nextInt(MODELS.length)].arrivingWith(random.nextDouble(0.1, 0.7));
    }

    public Vehicle arrivingWith(double soc) {
        return new Vehicle(capacityWh, soc, acPhases, acAmps, dcPowerW);
    }
}
