package io.mainspring.contracts.smartcharging;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.ocpp.v16.WireName;
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
 * A charging profile inside of published events. Names and spellings are OCPP 1.6's (§7.8), so who
 * knows the specification can read it; the form is ours and stays when the protocol's changes.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChargingProfileTerms(
        int chargingProfileId,
        @Nullable Integer transactionId,
        int stackLevel,
        String chargingProfilePurpose,
        String chargingProfileKind,
        @Nullable String recurrencyKind,
        @Nullable Instant validFrom,
        @Nullable Instant validTo,
        Schedule chargingSchedule) {

    /**
     * Its curve.
     *
     * @param duration seconds; null: the last period goes on
     * @param chargingRateUnit A (per phase) or W (in all)
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Schedule(
            @Nullable Integer duration,
            @Nullable Instant startSchedule,
            String chargingRateUnit,
            List<Period> chargingSchedulePeriod,
            @Nullable BigDecimal minChargingRate) {

        public Schedule {
            chargingSchedulePeriod = List.copyOf(chargingSchedulePeriod);
        }
    }

    /**
     * One step of the curve.
     *
     * @param startPeriod seconds after the start of the schedule
     * @param numberPhases null: 3
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Period(int startPeriod, BigDecimal limit, @Nullable Integer numberPhases) {}

    public static ChargingProfileTerms of(ChargingProfile profile) {
        var schedule = profile.chargingSchedule();
        var recurrency = profile.recurrencyKind();
        return new ChargingProfileTerms(
                profile.chargingProfileId(),
                profile.transactionId(),
                profile.stackLevel(),
                profile.chargingProfilePurpose().wireName(),
                profile.chargingProfileKind().wireName(),
                recurrency == null ? null : recurrency.wireName(),
                profile.validFrom(),
                profile.validTo(),
                new Schedule(
                        schedule.duration(),
                        schedule.startSchedule(),
                        schedule.chargingRateUnit().wireName(),
                        schedule.chargingSchedulePeriod().stream()
                                .map(p -> new Period(p.startPeriod(), p.limit(), p.numberPhases()))
                                .toList(),
                        schedule.minChargingRate()));
    }

    /**
     * The protocol's form of it.
     *
     * @throws IllegalArgumentException if a spelling is not one of OCPP 1.6's
     */
    public ChargingProfile profile() {
        return new ChargingProfile(
                chargingProfileId,
                transactionId,
                stackLevel,
                named(ChargingProfilePurpose.class, chargingProfilePurpose),
                named(ChargingProfileKind.class, chargingProfileKind),
                recurrencyKind == null ? null : named(RecurrencyKind.class, recurrencyKind),
                validFrom,
                validTo,
                new ChargingSchedule(
                        chargingSchedule.duration(),
                        chargingSchedule.startSchedule(),
                        named(ChargingRateUnit.class, chargingSchedule.chargingRateUnit()),
                        chargingSchedule.chargingSchedulePeriod().stream()
                                .map(p ->
                                        new ChargingSchedulePeriod(
                                                p.startPeriod(), p.limit(), p.numberPhases()))
                                .toList(),
                        chargingSchedule.minChargingRate()));
    }

    private static <E extends Enum<E> & WireName> E named(Class<E> type, String spelling) {
        return WireName.named(type, spelling)
                .orElseThrow(() ->
                        new IllegalArgumentException(spelling + " is no " + type.getSimpleName()));
    }
}
