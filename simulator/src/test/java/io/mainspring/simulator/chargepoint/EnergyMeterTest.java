package io.mainspring.simulator.chargepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EnergyMeterTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Vehicle CAR = new Vehicle(58_000, 0.3, 3, 16, 120_000);

    @Test
    void theRegisterOnlyGrowsFromOneTransactionToTheNext() {
        var meter = new EnergyMeter(Outlet.ac(3, 32), 1_000);
        var before = meter.read(NOON).energyWh();
        var now = NOON;
        for (var visit = 0; visit < 3; visit++) {
            meter.connect(CAR, now);
            for (var minute = 0; minute < 30; minute++) {
                now = now.plus(Duration.ofMinutes(1));
                var after = meter.read(now).energyWh();
                assertThat(after).isGreaterThan(before);
                before = after;
            }
            meter.disconnect(now);
            now = now.plus(Duration.ofHours(1));
            assertThat(meter.read(now).energyWh()).isEqualTo(before);
        }
    }

    @Test
    void theCarDecidesHowMuchAnAlternatingCurrentOutletDelivers() {
        var meter = new EnergyMeter(Outlet.ac(3, 32), 0);
        meter.connect(CAR, NOON);

        var reading = meter.read(NOON.plus(Duration.ofHours(1)));

        assertThat(reading.powerW()).isCloseTo(3 * 230 * 16, within(1.0));
        assertThat((double) reading.energyWh()).isCloseTo(11_040, within(100.0));
    }

    @Test
    void powerFallsWhenTheBatteryGetsFullAndEndsWhenItIs() {
        var meter = new EnergyMeter(Outlet.dc(150_000), 0);
        meter.connect(CAR.arrivingWith(0.75), NOON);

        var early = meter.read(NOON.plus(Duration.ofMinutes(1)));
        var late = meter.read(NOON.plus(Duration.ofMinutes(10)));
        var end = meter.read(NOON.plus(Duration.ofHours(4)));

        assertThat(early.powerW()).isCloseTo(120_000, within(1.0));
        assertThat(late.powerW()).isBetween(10_000.0, 80_000.0);
        assertThat(end.soc()).isEqualTo(1);
        assertThat(end.powerW()).isZero();
    }
}
