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
 * Fifty charge points under a grid limit that follows a schedule, with cars that come and go, connections that drop, power
 * cuts that nobody notices, orders and answers that are refused, late or lost, charge points that take none at all, wrong
 * clocks and a controller that dies: at no second may all together draw more than the grid allows.
 */
class SiteOfFiftyTest {

    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
    private static final SiteSettings SETTINGS =
            new SiteSettings(BigDecimal.valueOf(6), null, BigDecimal.ONE, 60, 600, 15);
    private static final SiteSettings BRISK =
            new SiteSettings(BigDecimal.valueOf(6), null, BigDecimal.ONE, 20, 600, 15);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void atNoSecondMayMoreBeDrawnThanTheGridAllows(long seed) {
        var random = new SplittableRandom(seed);
        // odd seeds: just enough for everybody's floor at any time; even ones: vehicles have to be
        // paused
        var site =
                new SimulatedSite(
                        seed,
                        TEN,
                        BRISK,
                        limit(seed % 2 == 0 ? 220 : 670),
                        fifty(Member.RateUnit.A));
        site.trouble = 0.2;
        site.stations.values().forEach(site::connect);
        site.stations.values().stream()
                .filter(station -> station.connectors == 1 && station.member.maxTenths() == 160)
                .limit(2)
                .forEach(station -> station.refuses = true);
        assertThat(highest(site, random, 5_400))
                .as("the limit is used, not only kept")
                .isGreaterThan(site.limit.at(TEN) * 6 / 10);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void wattsAreKeptAsWell(long seed) {
        var random = new SplittableRandom(seed);
        var amperes = limit(300);
        var watts =
                new GridLimit(
                        GridLimit.Unit.W,
                        amperes.limit().multiply(BigDecimal.valueOf(690)),
                        230,
                        amperes.periods().stream()
                                .map(p ->
                                        new LimitPeriod(
                                                null,
                                                p.start(),
                                                p.duration(),
                                                p.limit().multiply(BigDecimal.valueOf(690))))
                                .toList());
        var site =
                new SimulatedSite(
                        seed,
                        TEN,
                        BRISK,
                        seed % 2 == 0 ? watts : amperes,
                        fifty(seed < 23 ? Member.RateUnit.W : Member.RateUnit.A));
        site.trouble = 0.2;
        site.stations.values().forEach(station -> station.phases = random.nextBoolean() ? 1 : 3);
        site.stations.values().forEach(site::connect);
        assertThat(highest(site, random, 2_700)).isGreaterThan(site.limit.at(TEN) / 4);
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34, 35, 36, 37, 38})
    void aSafeCurrentThatComesAndGoesIsKeptToo(long seed) {
        var random = new SplittableRandom(seed);
        var members =
                IntStream.rangeClosed(1, 50)
                        .mapToObj(i -> member("CP-" + i, 1, 32, 0, Member.RateUnit.A))
                        .toList();
        var site = new SimulatedSite(seed, TEN, BRISK, flat(300), members);
        site.trouble = 0.3;
        site.stations.values().forEach(site::connect);
        for (int second = 0; second < 5_400; second++) {
            if (random.nextInt(150) == 0) {
                site.limit = flat(site.limit.equals(flat(300)) ? 299 : 300);
            }
            happen(site, random, second);
            site.second();
            assertThat(site.inForce()).as("second %s", second).isLessThanOrEqualTo(3_000);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void aQuietSiteUsesItsLimitAndFallsSilent(long seed) {
        var members =
                IntStream.rangeClosed(1, 50)
                        .mapToObj(i -> member("CP-" + i, 1, 32, 0, Member.RateUnit.A))
                        .toList();
        var site = new SimulatedSite(seed, TEN, SETTINGS, flat(400), members);
        site.stations.values().forEach(site::connect);
        run(site, 30);
        var cars = site.stations.values().stream().limit(10).toList();
        cars.forEach(station -> site.arrive(station, 1, 320));
        run(site, 60);

        assertThat(site.inForce()).as("all that 40 idle connectors at 6 A leave").isEqualTo(1_600);

        site.disconnect(cars.getFirst());
        site.depart(cars.get(1), 1);
        run(site, 20);
        assertThat(site.inForce()).as("eight share, one is lost with 16 A").isEqualTo(1_540);

        int before = site.orders;
        run(site, 240);
        assertThat(site.orders).as("nothing changes, nothing is said").isEqualTo(before);

        run(site, 1_000);
        assertThat(cars.getFirst().limit(site.now, GridLimit.Unit.A))
                .as("its lease has run out")
                .isEqualTo(60);
        assertThat(site.inForce()).as("what it had is handed on").isEqualTo(1_540);
    }

    private static long highest(SimulatedSite site, SplittableRandom random, int seconds) {
        long highest = 0;
        for (int second = 0; second < seconds; second++) {
            happen(site, random, second);
            site.second();
            long inForce = site.inForce();
            highest = Math.max(highest, inForce);
            assertThat(inForce)
                    .as("second %s", second)
                    .isLessThanOrEqualTo(site.limit.at(site.now));
        }
        return highest;
    }

    private static void run(SimulatedSite site, int seconds) {
        for (int second = 0; second < seconds; second++) {
            site.second();
            assertThat(site.inForce()).isLessThanOrEqualTo(site.limit.at(site.now));
        }
    }

    private static void happen(SimulatedSite site, SplittableRandom random, int second) {
        if (second < 60) {
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
            } else if (dice < 0.004_4) {
                site.powerFails(station);
            }
            for (int connector = 1; connector <= station.connectors; connector++) {
                boolean isBusy = station.transactions.containsKey(connector);
                if (!isBusy && random.nextDouble() < 0.004) {
                    site.arrive(station, connector, random.nextLong(60, 330));
                } else if (isBusy && random.nextDouble() < 0.001_4) {
                    site.depart(station, connector);
                }
            }
        }
        if (second % 30 == 0) {
            site.measure();
        }
        if (random.nextInt(1_200) == 0) {
            site.controllerDiesFor(Duration.ofSeconds(random.nextInt(1, 1_500)));
        }
    }

    /** Some have two connectors, some weaker ones, some more priority. */
    private static List<Member> fifty(Member.RateUnit unit) {
        return IntStream.rangeClosed(1, 50)
                .mapToObj(i ->
                        member(
                                "CP-" + i,
                                i % 4 == 0 ? 2 : 1,
                                i % 3 == 0 ? 16 : 32,
                                i % 10 == 0 ? 1 : 0,
                                unit))
                .toList();
    }

    private static Member member(
            String id, int connectors, int amperes, int priority, Member.RateUnit unit) {
        return new Member(id, connectors, BigDecimal.valueOf(amperes), priority, unit);
    }

    /** 70 % for a quarter of an hour, 60 % for two minutes, 65 % for ten. */
    private static GridLimit limit(int amperes) {
        var periods = new ArrayList<LimitPeriod>();
        periods.add(period(1_500, 900, amperes * 7 / 10));
        periods.add(period(1_800, 120, amperes * 6 / 10));
        periods.add(period(3_600, 600, amperes * 65 / 100));
        return new GridLimit(GridLimit.Unit.A, BigDecimal.valueOf(amperes), 230, periods);
    }

    private static GridLimit flat(int amperes) {
        return new GridLimit(GridLimit.Unit.A, BigDecimal.valueOf(amperes), 230, List.of());
    }

    private static LimitPeriod period(int second, int duration, int amperes) {
        return new LimitPeriod(
                null, TEN.plusSeconds(second), duration, BigDecimal.valueOf(amperes));
    }
}
