package io.mainspring.smartcharging.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.ocpp.v16.type.ChargingProfilePurpose;
import io.mainspring.smartcharging.Profiles;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators do to a site that runs: none of it may go unnoticed, and none may go on being wrong. */
class DisturbedSiteTest {

    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
    private static final SiteSettings SETTINGS =
            new SiteSettings(BigDecimal.valueOf(6), null, BigDecimal.ONE, 20, 120, 10);

    /** Nothing can stop others from raising a charge point: it is known after two seconds and undone after a few more. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void profilesOfOthersAreCountedWithinSecondsAndOverruledSoonAfter(long seed) {
        var random = new SplittableRandom(seed);
        var site = site(seed, 10, 62, 2);
        Map<SimulatedStation, Instant> disturbed = new HashMap<>();
        site.isExcused =
                station -> disturbed.getOrDefault(station, TEN).plusSeconds(3).isAfter(site.now);
        for (int second = 0; second < 3_600; second++) {
            if (second > 60) {
                for (var station : site.stations.values()) {
                    for (int connector = 1; connector <= 2; connector++) {
                        come(site, random, station, connector);
                    }
                    if (random.nextDouble() < 0.001) {
                        interfere(site, random, station);
                        disturbed.put(station, site.now);
                    }
                }
            }
            site.second();
            boolean isQuiet =
                    disturbed.values().stream()
                            .noneMatch(at -> at.plusSeconds(15).isAfter(site.now));
            if (second > 60 && isQuiet) {
                assertThat(site.inForce()).as("second %s", second).isLessThanOrEqualTo(620);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aLowerLimitHoldsAtTheLatestWhenTheLeasesHaveRunOut(long seed) {
        var random = new SplittableRandom(seed);
        var site = site(seed, 20, 200, 1);
        site.trouble = 0.2;
        var loweredAt = TEN;
        for (int second = 0; second < 5_400; second++) {
            if (second > 60 && random.nextInt(400) == 0) {
                long before = site.limit.at(site.now);
                site.limit = flat(random.nextInt(125, 200), site.limit.unit());
                loweredAt = site.limit.at(site.now) < before ? site.now : loweredAt;
            }
            for (var station : site.stations.values()) {
                if (second > 60) {
                    come(site, random, station, 1);
                    if (random.nextDouble() < 0.001) {
                        site.disconnect(station);
                    } else if (random.nextDouble() < 0.01 && !station.isConnected) {
                        site.connect(station);
                    }
                }
            }
            site.second();
            if (second > 60
                    && site.now.isAfter(
                            loweredAt.plusSeconds(
                                    SETTINGS.lease() + SETTINGS.clockTolerance() + 2))) {
                assertThat(site.inForce())
                        .as("second %s", second)
                        .isLessThanOrEqualTo(site.limit.at(site.now));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void chargePointsComeIntoASiteAndGoWithoutBreakingItsLimit(long seed) {
        var random = new SplittableRandom(seed);
        var site = site(seed, 20, 150, 1);
        site.trouble = 0.2;
        int next = 21;
        for (int second = 0; second < 3_600; second++) {
            if (second > 60 && random.nextInt(90) == 0) {
                if (site.stations.size() > 18) {
                    var leaver = List.copyOf(site.stations.values()).get(random.nextInt(18));
                    site.leaves(leaver);
                } else {
                    site.connect(site.joins(member(next++, 1), 1));
                }
            }
            for (var station : List.copyOf(site.stations.values())) {
                var ledger = site.ledgers.get(station.id());
                boolean isReady = ledger != null && ledger.worstDefault() <= 60;
                if (second > 60 && isReady) {
                    come(site, random, station, 1);
                }
            }
            site.second();
            if (second > 60) {
                assertThat(site.inForce())
                        .as("second %s", second)
                        .isLessThanOrEqualTo(site.limit.at(site.now));
            }
        }
    }

    @Test
    void aSecondConnectorThatIsSeenCountsFromThenOn() {
        var site = site(5, 5, 40, 1);
        var members = List.copyOf(site.stations.values());
        members.forEach(site::leaves);
        var stations =
                IntStream.rangeClosed(1, 5).mapToObj(i -> site.joins(member(i, 1), 2)).toList();
        stations.forEach(site::connect);
        run(site, 30);
        assertThat(
                        stations.getFirst()
                                .profiles
                                .getFirst()
                                .profile()
                                .chargingSchedule()
                                .chargingSchedulePeriod()
                                .getFirst()
                                .limit())
                .isEqualByComparingTo("6");
        stations.forEach(station -> site.shows(station, 2));
        run(site, 10);

        stations.forEach(station -> {
            site.arrive(station, 1, 320);
            site.arrive(station, 2, 320);
        });
        for (int second = 0; second < 600; second++) {
            site.second();
            assertThat(site.inForce()).isLessThanOrEqualTo(400);
        }
        assertThat(site.inForce()).isGreaterThan(350);
    }

    @Test
    void whoWasPausedGoesOnWhenTheSafeCurrentIsMoreAgain() {
        var site = site(6, 10, 59, 1);
        site.stations.values().forEach(station -> site.arrive(station, 1, 320));
        run(site, 120);
        assertThat(site.stations.values())
                .as("59 A are not enough for all ten")
                .anyMatch(station -> station.limit(site.now, GridLimit.Unit.A) == 0);

        site.limit = flat(63, GridLimit.Unit.A);
        run(site, 60);
        assertThat(site.stations.values())
                .allMatch(station -> station.limit(site.now, GridLimit.Unit.A) >= 60);
    }

    @Test
    void aTightSiteOverrulesTheProfileThatARemoteStartCameWith() {
        var site = site(7, 10, 60, 1);
        var station = site.stations.values().iterator().next();
        site.arrive(station, 1, 320);
        var running = Objects.requireNonNull(station.transactions.get(1));
        site.given(
                station,
                1,
                Profiles.ampere(
                        5, ChargingProfilePurpose.TX_PROFILE, 0, running.transactionId(), "32"));
        site.isExcused = s -> s == station && site.now.isBefore(TEN.plusSeconds(70));
        run(site, 20);

        assertThat(station.limit(site.now, GridLimit.Unit.A)).isEqualTo(60);
    }

    @Test
    void aLimitThatIsWrittenInAnotherUnitIsWrittenAnew() {
        var watts = new GridLimit(GridLimit.Unit.W, BigDecimal.valueOf(69_000), 230, List.of());
        var site = new SimulatedSite(8, TEN, SETTINGS, watts, List.of());
        var stations =
                IntStream.rangeClosed(1, 5)
                        .mapToObj(i ->
                                site.joins(
                                        new Member(
                                                "CP-" + i,
                                                1,
                                                BigDecimal.valueOf(32),
                                                0,
                                                Member.RateUnit.W),
                                        1))
                        .toList();
        stations.forEach(station -> {
            station.phases = 1;
            site.connect(station);
        });
        run(site, 30);
        stations.forEach(station -> site.arrive(station, 1, 320));
        run(site, 60);

        site.limit = flat(60, GridLimit.Unit.A);
        run(site, 60);
        assertThat(site.inForce()).as("of one phase each").isLessThanOrEqualTo(600);
    }

    private static void come(
            SimulatedSite site, SplittableRandom random, SimulatedStation station, int connector) {
        boolean isBusy = station.transactions.containsKey(connector);
        if (!isBusy && random.nextDouble() < 0.005) {
            site.arrive(station, connector, random.nextLong(60, 330));
        } else if (isBusy && random.nextDouble() < 0.002) {
            site.depart(station, connector);
        }
    }

    private static void interfere(
            SimulatedSite site, SplittableRandom random, SimulatedStation station) {
        int connector = random.nextInt(1, 3);
        int level = random.nextInt(0, 9);
        var running = station.transactions.get(connector);
        switch (random.nextInt(4)) {
            case 0 ->
                    site.given(
                            station,
                            random.nextInt(0, 3),
                            Profiles.ampere(
                                    7,
                                    ChargingProfilePurpose.TX_DEFAULT_PROFILE,
                                    level,
                                    null,
                                    "25"));
            case 1 -> site.taken(station, SiteProfiles.DEFAULT_ID);
            case 2 -> site.taken(station, SiteProfiles.idOn(connector));
            default -> {
                if (running != null) {
                    site.given(
                            station,
                            connector,
                            Profiles.ampere(
                                    8,
                                    ChargingProfilePurpose.TX_PROFILE,
                                    level,
                                    running.transactionId(),
                                    "28"));
                }
            }
        }
    }

    private static SimulatedSite site(long seed, int members, int amperes, int connectors) {
        var site =
                new SimulatedSite(
                        seed,
                        TEN,
                        SETTINGS,
                        flat(amperes, GridLimit.Unit.A),
                        IntStream.rangeClosed(1, members)
                                .mapToObj(i -> member(i, connectors))
                                .toList());
        site.stations.values().forEach(site::connect);
        if (members < 20) {
            run(site, 30);
        }
        return site;
    }

    private static Member member(int number, int connectors) {
        return new Member("CP-" + number, connectors, BigDecimal.valueOf(32), 0, Member.RateUnit.A);
    }

    private static void run(SimulatedSite site, int seconds) {
        for (int second = 0; second < seconds; second++) {
            site.second();
        }
    }

    private static GridLimit flat(int amperes, GridLimit.Unit unit) {
        return new GridLimit(unit, BigDecimal.valueOf(amperes), 230, List.of());
    }
}
