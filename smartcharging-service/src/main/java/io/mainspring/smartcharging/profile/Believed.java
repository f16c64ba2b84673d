package io.mainspring.smartcharging.profile;

import io.mainspring.ocpp.v16.action.ClearChargingProfile;
import io.mainspring.ocpp.v16.type.ChargingProfilePurpose;
import java.util.List;

/**
 * A profile in its place. Pure: says which others it replaces and what removes it, by the rules
 * that OCPP 1.6 §3.13 and §5.5 lay down for the charge point.
 *
 * @param connectorId 0: the charge point as a whole, or all connectors
 */
record Believed(int connectorId, ProfileTerms profile) {

    /**
     * Which of some profiles this one takes the place of: the one with the same id, wherever it is,
     * and the one of the same purpose and stack level on the same connector.
     */
    List<Believed> replacedOf(List<Believed> installed) {
        return installed.stream().filter(this::replaces).toList();
    }

    private boolean replaces(Believed other) {
        return profile.chargingProfileId() == other.profile.chargingProfileId()
                || (connectorId == other.connectorId
                        && profile.purpose() == other.profile.purpose()
                        && profile.stackLevel() == other.profile.stackLevel());
    }

    /** An id makes all other criteria irrelevant (errata 3.25, 3.26); without any, all match. */
    boolean matches(ClearChargingProfile.Request criteria) {
        if (criteria.id() != null) {
            return criteria.id() == profile.chargingProfileId();
        }
        return (criteria.connectorId() == null || criteria.connectorId() == connectorId)
                && (criteria.chargingProfilePurpose() == null
                        || criteria.chargingProfilePurpose() == profile.purpose())
                && (criteria.stackLevel() == null || criteria.stackLevel() == profile.stackLevel());
    }

    /** A TxProfile without a transaction's id was meant for whatever ran on its connector. */
    boolean endsWith(int endedOnConnector, int transactionId) {
        if (profile.purpose() != ChargingProfilePurpose.TX_PROFILE) {
            return false;
        }
        var own = profile.transactionId();
        return own == null ? connectorId == endedOnConnector : own == transactionId;
    }
}
