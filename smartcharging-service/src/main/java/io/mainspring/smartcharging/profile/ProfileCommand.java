package io.mainspring.smartcharging.profile;

import io.mainspring.ocpp.v16.action.ClearChargingProfile;
import io.mainspring.smartcharging.ChargePointKey;
import io.mainspring.smartcharging.profile.ProfileEvent.Origin;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What became known about the profiles of a charge point. */
sealed interface ProfileCommand {

    String chargePointId();

    /** One stream per charge point, whatever the spelling. */
    @TargetAggregateIdentifier
    default String stream() {
        return "profiles:" + ChargePointKey.of(chargePointId());
    }

    /** It accepted a profile. */
    record Install(
            String chargePointId,
            int connectorId,
            ProfileTerms profile,
            Origin origin,
            UUID commandId,
            String requestedBy,
            Instant at)
            implements ProfileCommand {}

    /** It did not take a profile. */
    record Refuse(
            String chargePointId,
            int connectorId,
            int chargingProfileId,
            String reason,
            UUID commandId,
            String requestedBy,
            Instant at)
            implements ProfileCommand {}

    /** It removed what matches. */
    record Clear(
            String chargePointId,
            ClearChargingProfile.Request criteria,
            UUID commandId,
            String requestedBy,
            Instant at)
            implements ProfileCommand {}

    /** A transaction ended, and its TxProfiles with it. */
    record EndTransaction(String chargePointId, int connectorId, int transactionId, Instant at)
            implements ProfileCommand {}

    /** It was taken out of service. */
    record Retire(String chargePointId, Instant at) implements ProfileCommand {}
}
