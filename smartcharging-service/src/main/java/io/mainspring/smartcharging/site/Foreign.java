package io.mainspring.smartcharging.site;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.ocpp.v16.action.ClearChargingProfile;
import io.mainspring.ocpp.v16.type.ChargingProfile;
import io.mainspring.ocpp.v16.type.ChargingProfilePurpose;
import io.mainspring.ocpp.v16.type.ChargingRateUnit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A profile of somebody else on a charge point of a site, which may let it draw more than the site's own does. It counts
 * until an order of the site has taken its place.
 *
 * @param connectorId 0: all of them
 * @param isDefault a TxDefaultProfile, else a TxProfile
 * @param transactionId of a TxProfile
 * @param tenths of an ampere that it allows at most
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Foreign(
        int profileId,
        int connectorId,
        boolean isDefault,
        int stackLevel,
        @Nullable Integer transactionId,
        long tenths) {

    private static final int NO_LEVEL = -1;

    /** Whatever a transaction obeys that ran before its charge point was in the site. */
    static Foreign unknown(int connectorId, int transactionId) {
        return new Foreign(
                -connectorId, // no profile's id
                connectorId,
                false,
                NO_LEVEL,
                transactionId,
                MemberLedger.UNLIMITED);
    }

    /** Empty if the profile can raise nothing: a ChargePointMaxProfile only lowers. */
    static Optional<Foreign> of(int connectorId, ChargingProfile profile) {
        return profile.chargingProfilePurpose() == ChargingProfilePurpose.CHARGE_POINT_MAX_PROFILE
                ? Optional.empty()
                : Optional.of(
                        new Foreign(
                                profile.chargingProfileId(),
                                connectorId,
                                profile.chargingProfilePurpose()
                                        == ChargingProfilePurpose.TX_DEFAULT_PROFILE,
                                profile.stackLevel(),
                                profile.transactionId(),
                                most(profile)));
    }

    /** What ends has taken the place of ours and leaves nothing behind; W come from how many phases, nobody knows. */
    private static long most(ChargingProfile profile) {
        var schedule = profile.chargingSchedule();
        if (schedule.chargingRateUnit() == ChargingRateUnit.W
                || schedule.duration() != null
                || profile.validTo() != null
                || profile.recurrencyKind() != null) {
            return MemberLedger.UNLIMITED;
        }
        var highest =
                schedule.chargingSchedulePeriod().stream()
                        .map(period -> period.limit())
                        .reduce(BigDecimal.ZERO, BigDecimal::max);
        return highest.movePointRight(1)
                .setScale(0, RoundingMode.CEILING)
                .min(BigDecimal.valueOf(MemberLedger.UNLIMITED))
                .longValueExact();
    }

    /** The same for a transaction that has begun with it. */
    Foreign ofTransaction(int transaction) {
        return new Foreign(profileId, connectorId, isDefault, stackLevel, transaction, tenths);
    }

    boolean isOn(int connector) {
        return connectorId == connector || (connectorId == 0 && isDefault);
    }

    /** Whether it is gone once the site's own default was accepted on connector 0 at that level (ADR 0021). */
    boolean yieldsToDefault(int level) {
        return isDefault && (stackLevel < level || (stackLevel == level && connectorId == 0));
    }

    /** Whether it is gone, or counts no more, once a TxProfile of the site was accepted at that level. */
    boolean yieldsToTx(int connector, int level) {
        return !isDefault && connectorId == connector && stackLevel <= level;
    }

    boolean replaces(Foreign other) {
        return profileId == other.profileId
                || (connectorId == other.connectorId
                        && isDefault == other.isDefault
                        && stackLevel == other.stackLevel);
    }

    boolean matches(ClearChargingProfile.Request criteria) {
        if (criteria.id() != null) {
            return criteria.id() == profileId;
        }
        var purpose = criteria.chargingProfilePurpose();
        return (criteria.connectorId() == null || criteria.connectorId() == connectorId)
                && (purpose == null
                        || (purpose == ChargingProfilePurpose.TX_DEFAULT_PROFILE) == isDefault)
                && purpose != ChargingProfilePurpose.CHARGE_POINT_MAX_PROFILE
                && (criteria.stackLevel() == null || criteria.stackLevel() == stackLevel);
    }
}
