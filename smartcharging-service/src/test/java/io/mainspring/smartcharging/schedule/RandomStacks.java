package io.mainspring.smartcharging.schedule;

import io.mainspring.ocpp.v16.type.ChargingProfile;
import io.mainspring.ocpp.v16.type.ChargingProfileKind;
import io.mainspring.ocpp.v16.type.ChargingProfilePurpose;
import io.mainspring.ocpp.v16.type.ChargingRateUnit;
import io.mainspring.ocpp.v16.type.ChargingSchedule;
import io.mainspring.ocpp.v16.type.ChargingSchedulePeriod;
import io.mainspring.ocpp.v16.type.RecurrencyKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Charge points full of profiles whose boundaries crowd around one window. */
final class RandomStacks {

    static final Instant FROM = Instant.parse("2026-03-29T00:30:00.250Z");
    static final int SECONDS = 600;

    private final SplittableRandom random;

    RandomStacks(long seed) {
        random = new SplittableRandom(seed);
    }

    ProfileStack next() {
        int connectors = random.nextInt(1, 4);
        var transactions = new ArrayList<RunningTransaction>();
        for (int connector = 1; connector <= connectors; connector++) {
            if (random.nextInt(3) > 0) {
                transactions.add(new RunningTransaction(connector, 100 + connector, near()));
            }
        }
        var profiles = new ArrayList<PlacedProfile>();
        var places = new HashSet<List<Object>>();
        int count = random.nextInt(9);
        for (int id = 1; id <= count; id++) {
            var purpose = anyOf(ChargingProfilePurpose.values());
            int connector =
                    switch (purpose) {
                        case CHARGE_POINT_MAX_PROFILE -> 0;
                        case TX_DEFAULT_PROFILE -> random.nextInt(connectors + 1);
                        case TX_PROFILE -> random.nextInt(1, connectors + 1);
                    };
            int level = random.nextInt(4);
            if (places.add(List.of(purpose, connector, level))) {
                profiles.add(new PlacedProfile(connector, profile(id, purpose, connector, level)));
            }
        }
        return new ProfileStack(
                profiles, transactions, connectors, random.nextBoolean() ? 230 : 110);
    }

    private ChargingProfile profile(
            int id, ChargingProfilePurpose purpose, int connector, int level) {
        var kind = anyOf(ChargingProfileKind.values());
        boolean recurs = kind == ChargingProfileKind.RECURRING;
        var recurrency = recurs ? anyOf(RecurrencyKind.values()) : null;
        Instant start = kind == ChargingProfileKind.RELATIVE ? null : near();
        if (recurs) {
            int days = recurrency == RecurrencyKind.DAILY ? 1 : 7;
            start = near().minusSeconds((long) random.nextInt(3) * days * 86_400);
        }
        Integer transactionId =
                purpose == ChargingProfilePurpose.TX_PROFILE && random.nextInt(4) > 0
                        ? Integer.valueOf(100 + connector + (random.nextInt(8) == 0 ? 50 : 0))
                        : null;
        Instant validFrom = random.nextInt(3) == 0 ? near() : null;
        Instant validTo = random.nextInt(3) == 0 ? near() : null;
        return new ChargingProfile(
                id,
                transactionId,
                level,
                purpose,
                kind,
                recurrency,
                validFrom,
                validTo,
                schedule(start));
    }

    private ChargingSchedule schedule(@Nullable Instant start) {
        var unit = anyOf(ChargingRateUnit.values());
        int scale = unit == ChargingRateUnit.W ? 690 : 1;
        var periods = new ArrayList<ChargingSchedulePeriod>();
        int at = 0;
        int count = random.nextInt(1, 6);
        for (int i = 0; i < count; i++) {
            Integer phases = random.nextInt(3) == 0 ? Integer.valueOf(random.nextInt(1, 4)) : null;
            periods.add(
                    new ChargingSchedulePeriod(
                            at, BigDecimal.valueOf(random.nextLong(0, 320) * scale, 1), phases));
            at += random.nextInt(1, 300);
        }
        Integer duration = random.nextBoolean() ? random.nextInt(1, 900) : null;
        return new ChargingSchedule(duration, start, unit, periods, null);
    }

    private Instant near() {
        return FROM.plusMillis(random.nextLong(-700_000, 700_000));
    }

    private <T> T anyOf(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
