package io.mainspring.ocpp.rules;

import static io.mainspring.ocpp.codec.OcppErrorCode.OCCURRENCE_CONSTRAINT_VIOLATION;
import static io.mainspring.ocpp.codec.OcppErrorCode.PROPERTY_CONSTRAINT_VIOLATION;

import io.mainspring.ocpp.codec.OcppErrorCode;
import io.mainspring.ocpp.codec.OcppViolation;
import io.mainspring.ocpp.v16.type.ChargingProfile;
import io.mainspring.ocpp.v16.type.ChargingProfileKind;
import io.mainspring.ocpp.v16.type.ChargingProfilePurpose;
import io.mainspring.ocpp.v16.type.ChargingSchedule;
import io.mainspring.ocpp.v16.type.ChargingSchedulePeriod;
import java.math.BigDecimal;

/**
 * The rules of a charging profile that its schema does not state (§3.13, §7.8 to §7.14, errata
 * 3.41, 3.45, 3.53). The first one that is broken is thrown; whether a transaction runs is not
 * looked at.
 */
public final class ChargingProfileRules {

    /** Ours: with more, the request would be too large to be sent. */
    private static final int MOST_PERIODS = 1_000;

    /** Ours: a gigawatt. What is above limits nothing, and sums of it would not fit a number. */
    private static final BigDecimal HIGHEST_LIMIT = new BigDecimal("1000000000");

    private final String profilePointer;

    /**
     * @param profilePointer where the profile is in the message, as a JSON Pointer
     */
    public ChargingProfileRules(String profilePointer) {
        this.profilePointer = profilePointer;
    }

    /**
     * Which connectors a profile of this purpose may be set for.
     *
     * @throws OcppViolation that points at {@code /connectorId}
     */
    public void checkPlace(int connectorId, ChargingProfile profile) {
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
            throw new OcppViolation(PROPERTY_CONSTRAINT_VIOLATION, "/connectorId", fault);
        }
    }

    /**
     * The profile for itself.
     *
     * @throws OcppViolation that points at the field
     */
    public void checkShape(ChargingProfile profile) {
        if (profile.stackLevel() < 0) {
            throw value("/stackLevel", "must not be negative");
        }
        if (profile.chargingProfilePurpose() != ChargingProfilePurpose.TX_PROFILE
                && profile.transactionId() != null) {
            throw occurrence(
                    "/transactionId", "must be absent: only a TxProfile belongs to a transaction");
        }
        var validFrom = profile.validFrom();
        var validTo = profile.validTo();
        if (validFrom != null && validTo != null && !validFrom.isBefore(validTo)) {
            throw value("/validTo", "must be after validFrom");
        }
        checkTiming(profile);
        checkSchedule(profile.chargingSchedule());
    }

    private void checkTiming(ChargingProfile profile) {
        boolean recurs = profile.chargingProfileKind() == ChargingProfileKind.RECURRING;
        if (recurs && profile.recurrencyKind() == null) {
            throw occurrence("/recurrencyKind", "is required: the profile is Recurring");
        }
        if (!recurs && profile.recurrencyKind() != null) {
            throw occurrence("/recurrencyKind", "must be absent: the profile is not Recurring");
        }
        boolean isRelative = profile.chargingProfileKind() == ChargingProfileKind.RELATIVE;
        boolean hasStart = profile.chargingSchedule().startSchedule() != null;
        if (isRelative && hasStart) {
            throw occurrence(
                    "/chargingSchedule/startSchedule",
                    "must be absent: a Relative profile starts with its transaction");
        }
        if (!isRelative && !hasStart) {
            throw occurrence(
                    "/chargingSchedule/startSchedule", "is required: the profile is not Relative");
        }
    }

    private void checkSchedule(ChargingSchedule schedule) {
        if (schedule.duration() != null && schedule.duration() <= 0) {
            throw value("/chargingSchedule/duration", "must be greater than 0");
        }
        if (schedule.minChargingRate() != null && schedule.minChargingRate().signum() < 0) {
            throw value("/chargingSchedule/minChargingRate", "must not be negative");
        }
        var periods = schedule.chargingSchedulePeriod();
        if (periods.isEmpty() || periods.size() > MOST_PERIODS) {
            throw occurrence(
                    "/chargingSchedule/chargingSchedulePeriod",
                    "must have 1 to %d periods".formatted(MOST_PERIODS));
        }
        int before = -1;
        for (int i = 0; i < periods.size(); i++) {
            check(i, periods.get(i), before);
            before = periods.get(i).startPeriod();
        }
    }

    private void check(int number, ChargingSchedulePeriod period, int startBefore) {
        var pointer = "/chargingSchedule/chargingSchedulePeriod/" + number;
        if (number == 0 && period.startPeriod() != 0) {
            throw value(
                    pointer + "/startPeriod",
                    "must be 0: the first period starts with the schedule");
        }
        if (period.startPeriod() <= startBefore) {
            throw value(pointer + "/startPeriod", "must be greater than the one before");
        }
        if (period.limit().signum() < 0 || period.limit().compareTo(HIGHEST_LIMIT) > 0) {
            throw value(
                    pointer + "/limit",
                    "must not be negative, nor more than %s".formatted(HIGHEST_LIMIT));
        }
        var phases = period.numberPhases();
        if (phases != null && (phases < 1 || phases > 3)) {
            throw value(pointer + "/numberPhases", "must be 1, 2 or 3");
        }
    }

    private OcppViolation value(String field, String reason) {
        return at(PROPERTY_CONSTRAINT_VIOLATION, field, reason);
    }

    private OcppViolation occurrence(String field, String reason) {
        return at(OCCURRENCE_CONSTRAINT_VIOLATION, field, reason);
    }

    private OcppViolation at(OcppErrorCode code, String field, String reason) {
        return new OcppViolation(code, profilePointer + field, reason);
    }
}
