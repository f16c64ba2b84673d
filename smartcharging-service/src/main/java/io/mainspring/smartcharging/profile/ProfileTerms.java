package io.mainspring.smartcharging.profile;

import io.mainspring.ocpp.v16.type.ChargingProfile;
import io.mainspring.ocpp.v16.type.ChargingProfileKind;
import io.mainspring.ocpp.v16.type.ChargingProfilePurpose;
import io.mainspring.ocpp.v16.type.ChargingRateUnit;
import io.mainspring.ocpp.v16.type.ChargingSchedule;
import io.mainspring.ocpp.v16.type.ChargingSchedulePeriod;
import io.mainspring.ocpp.v16.type.RecurrencyKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A charging profile as it is stored: the names are ours and forever, whatever becomes of the
 * protocol's.
 *
 * @param purpose as {@code kind}, {@code recurrency} and {@code unit}, in the protocol's spelling
 * @param durationSeconds null: the last period goes on
 * @param minRate in {@code unit}
 */
public record ProfileTerms(
        int chargingProfileId,
        @Nullable Integer transactionId,
        int stackLevel,
        ChargingProfilePurpose purpose,
        ChargingProfileKind kind,
        @Nullable RecurrencyKind recurrency,
        @Nullable Instant validFrom,
        @Nullable Instant validTo,
        @Nullable Instant startsAt,
        @Nullable Integer durationSeconds,
        ChargingRateUnit unit,
        @Nullable BigDecimal minRate,
        List<Period> periods) {

    /** The first instant that the protocol's time format and PostgreSQL's both know. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    public ProfileTerms {
        validFrom = known(validFrom);
        validTo = known(validTo);
        startsAt = known(startsAt);
        periods = List.copyOf(periods);
    }

    /** The year 0 was let in once, and what is stored has to be read for ever. */
    private static @Nullable Instant known(@Nullable Instant time) {
        return time != null && time.isBefore(EARLIEST) ? EARLIEST : time;
    }

    /**
     * One step of the curve.
     *
     * @param startSeconds after the start of the schedule
     * @param limit in the schedule's unit
     * @param phases null: 3
     */
    public record Period(int startSeconds, BigDecimal limit, @Nullable Integer phases) {}

    static ProfileTerms of(ChargingProfile profile) {
        var schedule = profile.chargingSchedule();
        return new ProfileTerms(
                profile.chargingProfileId(),
                profile.transactionId(),
                profile.stackLevel(),
                profile.chargingProfilePurpose(),
                profile.chargingProfileKind(),
                profile.recurrencyKind(),
                profile.validFrom(),
                profile.validTo(),
                schedule.startSchedule(),
                schedule.duration(),
                schedule.chargingRateUnit(),
                schedule.minChargingRate(),
                schedule.chargingSchedulePeriod().stream()
                        .map(p -> new Period(p.startPeriod(), p.limit(), p.numberPhases()))
                        .toList());
    }

    /** The protocol's form of it. */
    public ChargingProfile profile() {
        return new ChargingProfile(
                chargingProfileId,
                transactionId,
                stackLevel,
                purpose,
                kind,
                recurrency,
                validFrom,
                validTo,
                new ChargingSchedule(
                        durationSeconds,
                        startsAt,
                        unit,
                        periods.stream()
                                .map(p ->
                                        new ChargingSchedulePeriod(
                                                p.startSeconds(), p.limit(), p.phases()))
                                .toList(),
                        minRate));
    }

    /** The same for a transaction that has begun. */
    ProfileTerms ofTransaction(int transaction) {
        return new ProfileTerms(
                chargingProfileId,
                transaction,
                stackLevel,
                purpose,
                kind,
                recurrency,
                validFrom,
                validTo,
                startsAt,
                durationSeconds,
                unit,
                minRate,
                periods);
    }
}
