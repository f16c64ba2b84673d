package io.mainspring.smartcharging.site;

import io.mainspring.ocpp.v16.type.ChargingProfile;
import io.mainspring.ocpp.v16.type.ChargingProfileKind;
import io.mainspring.ocpp.v16.type.ChargingProfilePurpose;
import io.mainspring.ocpp.v16.type.ChargingRateUnit;
import io.mainspring.ocpp.v16.type.ChargingSchedule;
import io.mainspring.ocpp.v16.type.ChargingSchedulePeriod;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Orders as charging profiles. Their ids are fixed, so that each replaces the one before, and far from those that
 * people and other features choose. All are Absolute with a start in the past: a charge point whose clock is slow takes
 * them at once. None has a duration, so none ever ends in a way that is read in two ways.
 */
final class SiteProfiles {

    static final int DEFAULT_ID = 900_000_000;

    /** A TxDefaultProfile begins before any charge point's clock does. */
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    private static final Duration BACKDATED = Duration.ofMinutes(5);

    private SiteProfiles() {}

    /** Whether a profile has one of the ids that sites use. */
    static boolean isOurs(int profileId) {
        return profileId >= DEFAULT_ID && profileId <= idOn(Member.MOST_CONNECTORS);
    }

    /** The id of the TxProfile of a connector. */
    static int idOn(int connectorId) {
        return DEFAULT_ID + connectorId;
    }

    static ChargingProfile defaultProfile(Order.PlaceDefault order, GridLimit limit) {
        return profile(
                DEFAULT_ID,
                null,
                order.stackLevel(),
                ChargingProfilePurpose.TX_DEFAULT_PROFILE,
                LONG_AGO,
                order.member(),
                List.of(
                        new ChargingSchedulePeriod(
                                0, rate(order.tenths(), order.member(), limit), null)));
    }

    static ChargingProfile txProfile(Order.Allow order, GridLimit limit, Instant now) {
        var start = now.minus(BACKDATED).truncatedTo(ChronoUnit.SECONDS);
        var member = order.member();
        var steps = order.allowance().steps();
        var periods =
                IntStream.range(0, steps.size())
                        .mapToObj(i ->
                                new ChargingSchedulePeriod(
                                        i == 0 ? 0 : secondsSince(start, steps.get(i).from()),
                                        rate(steps.get(i).tenths(), member, limit),
                                        null))
                        .toList();
        return profile(
                idOn(order.connectorId()),
                order.transactionId(),
                order.stackLevel(),
                ChargingProfilePurpose.TX_PROFILE,
                start,
                member,
                periods);
    }

    private static ChargingProfile profile(
            int id,
            @Nullable Integer transactionId,
            int stackLevel,
            ChargingProfilePurpose purpose,
            Instant start,
            Member member,
            List<ChargingSchedulePeriod> periods) {
        var unit =
                switch (member.rateUnit()) {
                    case A -> ChargingRateUnit.A;
                    case W -> ChargingRateUnit.W;
                };
        return new ChargingProfile(
                id,
                transactionId,
                stackLevel,
                purpose,
                ChargingProfileKind.ABSOLUTE,
                null,
                null,
                null,
                new ChargingSchedule(null, start, unit, periods, null));
    }

    private static BigDecimal rate(long tenths, Member member, GridLimit limit) {
        var amperes = Amperes.of(tenths);
        return switch (member.rateUnit()) {
            case A -> amperes;
            case W -> amperes.multiply(BigDecimal.valueOf(limit.wattsPerAmpere()));
        };
    }

    private static int secondsSince(Instant start, Instant at) {
        return Math.toIntExact(start.until(at, ChronoUnit.SECONDS));
    }
}
