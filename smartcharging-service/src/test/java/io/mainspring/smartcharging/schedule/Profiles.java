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
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A profile in one line. Without more it is Absolute, in A, from {@code start} on, for ever. */
record Profiles(
        ChargingProfilePurpose purpose,
        int stackLevel,
        ChargingProfileKind kind,
        @Nullable RecurrencyKind recurrency,
        @Nullable Instant validFrom,
        @Nullable Instant validTo,
        @Nullable Integer duration,
        @Nullable Instant start,
        ChargingRateUnit unit,
        List<ChargingSchedulePeriod> periods) {

    static Profiles maximum(Instant start, ChargingSchedulePeriod... periods) {
        return of(ChargingProfilePurpose.CHARGE_POINT_MAX_PROFILE, start, periods);
    }

    static Profiles byDefault(Instant start, ChargingSchedulePeriod... periods) {
        return of(ChargingProfilePurpose.TX_DEFAULT_PROFILE, start, periods);
    }

    static Profiles ofTransaction(Instant start, ChargingSchedulePeriod... periods) {
        return of(ChargingProfilePurpose.TX_PROFILE, start, periods);
    }

    static ChargingSchedulePeriod step(int second, String limit) {
        return new ChargingSchedulePeriod(second, new BigDecimal(limit), null);
    }

    static ChargingSchedulePeriod step(int second, String limit, int phases) {
        return new ChargingSchedulePeriod(second, new BigDecimal(limit), phases);
    }

    private static Profiles of(
            ChargingProfilePurpose purpose, Instant start, ChargingSchedulePeriod... periods) {
        return new Profiles(
                purpose,
                0,
                ChargingProfileKind.ABSOLUTE,
                null,
                null,
                null,
                null,
                start,
                ChargingRateUnit.A,
                Arrays.asList(periods));
    }

    Profiles level(int level) {
        return new Profiles(
                purpose,
                level,
                kind,
                recurrency,
                validFrom,
                validTo,
                duration,
                start,
                unit,
                periods);
    }

    Profiles relative() {
        return new Profiles(
                purpose,
                stackLevel,
                ChargingProfileKind.RELATIVE,
                null,
                validFrom,
                validTo,
                duration,
                null,
                unit,
                periods);
    }

    Profiles every(RecurrencyKind step) {
        return new Profiles(
                purpose,
                stackLevel,
                ChargingProfileKind.RECURRING,
                step,
                validFrom,
                validTo,
                duration,
                start,
                unit,
                periods);
    }

    Profiles valid(@Nullable Instant from, @Nullable Instant to) {
        return new Profiles(
                purpose, stackLevel, kind, recurrency, from, to, duration, start, unit, periods);
    }

    Profiles lasting(int seconds) {
        return new Profiles(
                purpose,
                stackLevel,
                kind,
                recurrency,
                validFrom,
                validTo,
                seconds,
                start,
                unit,
                periods);
    }

    Profiles in(ChargingRateUnit other) {
        return new Profiles(
                purpose,
                stackLevel,
                kind,
                recurrency,
                validFrom,
                validTo,
                duration,
                start,
                other,
                periods);
    }

    PlacedProfile on(int connector) {
        return new PlacedProfile(
                connector,
                new ChargingProfile(
                        1,
                        null,
                        stackLevel,
                        purpose,
                        kind,
                        recurrency,
                        validFrom,
                        validTo,
                        new ChargingSchedule(duration, start, unit, periods, null)));
    }
}
