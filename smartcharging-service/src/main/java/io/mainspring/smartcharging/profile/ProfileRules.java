package io.mainspring.smartcharging.profile;

import io.mainspring.kit.web.Problem;
import io.mainspring.ocpp.v16.type.ChargingProfile;
import io.mainspring.ocpp.v16.type.ChargingProfileKind;
import io.mainspring.ocpp.v16.type.ChargingProfilePurpose;
import io.mainspring.ocpp.v16.type.ChargingSchedule;
import io.mainspring.smartcharging.configuration.ProfileLimits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What OCPP 1.6 asks of a charging profile beyond its schema, and what a charge point asks of it.
 * Pure: the first rule that is broken is thrown as a problem 400 that points at the field.
 */
public final class ProfileRules {

    private final String profilePointer;

    /**
     * @param profilePointer where the profile is in the caller's body, as a JSON Pointer
     */
    public ProfileRules(String profilePointer) {
        this.profilePointer = profilePointer;
    }

    /**
     * The protocol's own rules (§3.13, §7.8 to §7.14, errata 3.41, 3.45, 3.53), which nobody may
     * override. Whether a transaction runs is not looked at.
     *
     * @throws Problem 400
     */
    public void checkShape(int connectorId, ChargingProfile profile) {
        checkPlace(connectorId, profile);
        if (profile.stackLevel() < 0) {
            throw at("/stackLevel", "must not be negative");
        }
        if (profile.chargingProfilePurpose() != ChargingProfilePurpose.TX_PROFILE
                && profile.transactionId() != null) {
            throw at("/transactionId", "must be absent: only a TxProfile belongs to a transaction");
        }
        var validFrom = profile.validFrom();
        var validTo = profile.validTo();
        if (validFrom != null && validTo != null && !validFrom.isBefore(validTo)) {
            throw at("/validTo", "must be after validFrom");
        }
        checkTiming(profile);
        checkSchedule(profile.chargingSchedule());
    }

    private static void checkPlace(int connectorId, ChargingProfile profile) {
        var fault =
                switch (profile.chargingProfilePurpose()) {
                    case CHARGE_POINT_MAX_PROFILE ->
                            connectorId == 0
                                    ? null
                                    : "must be 0: a ChargePointMaxProfile limits the charge point as a whole";
                    case TX_PROFILE ->
                            connectorId > 0
                                    ? null
                                    : "must be greater than 0: a TxProfile belongs to the transaction of one connector";
                    case TX_DEFAULT_PROFILE -> connectorId >= 0 ? null : "must not be negative";
                };
        if (fault != null) {
            throw Problem.badRequest("/connectorId", fault);
        }
    }

    private void checkTiming(ChargingProfile profile) {
        boolean recurs = profile.chargingProfileKind() == ChargingProfileKind.RECURRING;
        if (recurs && profile.recurrencyKind() == null) {
            throw at("/recurrencyKind", "is required: the profile is Recurring");
        }
        if (!recurs && profile.recurrencyKind() != null) {
            throw at("/recurrencyKind", "must be absent: the profile is not Recurring");
        }
        boolean isRelative = profile.chargingProfileKind() == ChargingProfileKind.RELATIVE;
        boolean hasStart = profile.chargingSchedule().startSchedule() != null;
        if (isRelative && hasStart) {
            throw at(
                    "/chargingSchedule/startSchedule",
                    "must be absent: a Relative profile starts with its transaction");
        }
        if (!isRelative && !hasStart) {
            throw at("/chargingSchedule/startSchedule", "is required: the profile is not Relative");
        }
    }

    private void checkSchedule(ChargingSchedule schedule) {
        if (schedule.duration() != null && schedule.duration() <= 0) {
            throw at("/chargingSchedule/duration", "must be greater than 0");
        }
        if (schedule.minChargingRate() != null && schedule.minChargingRate().signum() < 0) {
            throw at("/chargingSchedule/minChargingRate", "must not be negative");
        }
        var periods = schedule.chargingSchedulePeriod();
        if (periods.isEmpty()) {
            throw at("/chargingSchedule/chargingSchedulePeriod", "must have at least one period");
        }
        int before = -1;
        for (int i = 0; i < periods.size(); i++) {
            var period = periods.get(i);
            if (i == 0 && period.startPeriod() != 0) {
                throw atPeriod(
                        i, "/startPeriod", "must be 0: the first period starts the schedule");
            }
            if (period.startPeriod() <= before) {
                throw atPeriod(i, "/startPeriod", "must be greater than the one before");
            }
            before = period.startPeriod();
            if (period.limit().signum() < 0) {
                throw atPeriod(i, "/limit", "must not be negative");
            }
            var phases = period.numberPhases();
            if (phases != null && (phases < 1 || phases > 3)) {
                throw atPeriod(i, "/numberPhases", "must be 1, 2 or 3");
            }
        }
    }

    /**
     * What the charge point's configuration says it takes, as far as it is known.
     *
     * @param installed what it is believed to have
     * @throws Problem 400
     */
    public void checkLimits(
            int connectorId,
            ChargingProfile profile,
            ProfileLimits limits,
            List<InstalledProfile> installed) {
        if (exceeds(profile.stackLevel(), limits.maxStackLevel())) {
            throw at(
                    "/stackLevel",
                    "must be at most %d, the charge point's ChargeProfileMaxStackLevel"
                            .formatted(limits.maxStackLevel()));
        }
        var schedule = profile.chargingSchedule();
        if (exceeds(schedule.chargingSchedulePeriod().size(), limits.maxPeriods())) {
            throw at(
                    "/chargingSchedule/chargingSchedulePeriod",
                    "must have at most %d periods, the charge point's ChargingScheduleMaxPeriods"
                            .formatted(limits.maxPeriods()));
        }
        if (!limits.units().isEmpty() && !limits.units().contains(schedule.chargingRateUnit())) {
            throw at(
                    "/chargingSchedule/chargingRateUnit",
                    "must be one of %s, the charge point's ChargingScheduleAllowedChargingRateUnit"
                            .formatted(limits.units()));
        }
        if (exceeds(countWith(connectorId, profile, installed), limits.maxInstalled())) {
            throw at(
                    "",
                    "would be one more than the %d of the charge point's MaxChargingProfilesInstalled"
                            .formatted(limits.maxInstalled()));
        }
    }

    /** How many it would have: what the new one replaces does not count. */
    private static int countWith(
            int connectorId, ChargingProfile profile, List<InstalledProfile> installed) {
        var before =
                installed.stream()
                        .map(i -> new Believed(i.connectorId(), ProfileTerms.of(i.profile())))
                        .toList();
        var replaced =
                new Believed(connectorId, ProfileTerms.of(profile)).replacedOf(before).size();
        return before.size() - replaced + 1;
    }

    private static boolean exceeds(int value, @Nullable Integer limit) {
        return limit != null && value > limit;
    }

    private Problem atPeriod(int number, String field, String reason) {
        return at("/chargingSchedule/chargingSchedulePeriod/" + number + field, reason);
    }

    private Problem at(String field, String reason) {
        return Problem.badRequest(profilePointer + field, reason);
    }
}
