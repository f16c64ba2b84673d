package io.mainspring.smartcharging.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Fifty charge points under a grid limit that follows a schedule, with cars that come and go, connections that drop,
 * orders and answers that are refused, late or lost, wrong clocks and a controller that dies: at no second may all
 * together draw more than the grid allows.
 */
class SiteOfFiftyTest {

    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
    private static final SiteSettings SETTINGS =
            new SiteSettings(BigDecimal.valueOf(6), null, BigDecimal.ONE, 60, 600, 15);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void atNoSecondMayMoreBeDrawnThanTheGridAllows(long seed) {
        var random = new SplittableRandom(seed);
        var members =
                IntStream.rangeClosed(1, 50)
                        .mapToObj(i ->
                                new Member(
                                        "CP-" + i,
                                        1,
                                        BigDecimal.valueOf(i % 3 == 0 ? 16 : 32),
                                        i % 10 == 0 ? 1 : 0,
                                        Member.RateUnit.A))
                        .toList();
        // odd seeds: enough for everybody's floor; even ones: vehicles have to be paused
        var site =
                new SimulatedSite(seed, TEN, SETTINGS, limit(seed % 2 == 0 ? 200 : 500), members);
        site.trouble = 0.2;
        long highest = 0;
        site.stations.values().forEach(site::connect);
        for (int second = 0; second < 5_400; second++) {
            happen(site, random, second);
            site.second();
            long inForce = site.inForce();
            highest = Math.max(highest, inForce);
            assertThat(inForce)
                    .as("second %s", second)
                    .isLessThanOrEqualTo(site.limit.at(site.now));
        }
        assertThat(highest)
                .as("the limit is used, not only kept")
                .isGreaterThan(site.limit.at(TEN) * 6 / 10);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void aQuietSiteUsesItsLimitAndFallsSilent(long seed) {
        var members =
                IntStream.rangeClosed(1, 50)
                        .mapToObj(i ->
                                new Member(
                                        "CP-" + i, 1, BigDecimal.valueOf(32), 0, Member.RateUnit.A))
                        .toList();
        var site =
                new SimulatedSite(
                        seed,
                        TEN,
                        SETTINGS,
                        new GridLimit(GridLimit.Unit.A, BigDecimal.valueOf(400), 230, List.of()),
                        members);
        site.stations.values().forEach(site::connect);
        run(site, 30);
        var cars = site.stations.values().stream().limit(10).toList();
        cars.forEach(station -> site.arrive(station, 320));
        run(site, 20);

        assertThat(site.inForce()).as("all that 40 idle connectors at 6 A leave").isEqualTo(1_600);

        site.disconnect(cars.getFirst());
        site.depart(cars.get(1));
        run(site, 20);
        assertThat(site.inForce()).as("eight share, one is lost with 16 A").isEqualTo(1_540);

        int before = site.orders;
        run(site, 240);
        assertThat(site.orders).as("nothing changes, nothing is said").isEqualTo(before);

        run(site, 1_000);
        assertThat(cars.getFirst().limit(site.now)).as("its lease has run out").isEqualTo(60);
        assertThat(site.inForce()).as("what it had is handed on").isEqualTo(1_540);
    }

    private static void run(SimulatedSite site, int seconds) {
        for (int second = 0; second < seconds; second++) {
            site.second();
            assertThat(site.inForce()).isLessThanOrEqualTo(site.limit.at(site.now));
        }
    }

    private static void happen(SimulatedSite site, SplittableRandom random, int second) {
        if (second < 30) {
            return;
        }
        for (var station : site.stations.values()) {
            double dice = random.nextDouble();
            if (station.isConnected ? dice < 0.000_8 : dice < 0.004) {
                if (station.isConnected) {
                    site.disconnect(station);
                } else {
                    site.connect(station);
                }
            } else if (station.transaction == null ? dice > 0.998 : dice > 0.999_3) {
                if (station.transaction == null) {
                    site.arrive(station, random.nextLong(60, 330));
                } else {
                    site.depart(station);
                }
            }
        }
        if (second % 60 == 0) {
            site.measure();
        }
        if (random.nextInt(1_200) == 0) {
            site.controllerDiesFor(Duration.ofSeconds(random.nextInt(1, 1_500)));
        }
    }

    /** Half of it twice in the time simulated, and less for two minutes. */
    private static GridLimit limit(int amperes) {
        var periods = new ArrayList<LimitPeriod>();
        periods.add(period(1_500, 900, amperes * 7 / 10));
        periods.add(period(1_800, 120, amperes * 6 / 10));
        periods.add(period(3_600, 600, amperes * 65 / 100));
        return new GridLimit(GridLimit.Unit.A, BigDecimal.valueOf(amperes), 230, periods);
    }

    private static LimitPeriod period(int second, int duration, int amperes) {
        return new LimitPeriod(
                null, TEN.plusSeconds(second), duration, BigDecimal.valueOf(amperes));
    }
}
