package io.mainspring.smartcharging.profile;

import io.mainspring.ocpp.v16.action.ClearChargingProfile;
import io.mainspring.ocpp.v16.type.ChargingProfile;
import java.time.Instant;
import java.util.UUID;

/**
 * What became of a command to set or clear profiles, whoever asked for it.
 *
 * @param requestedBy as given when it was asked
 */
public record ProfileOutcome(
        UUID commandId,
        String chargePointId,
        Asked asked,
        End end,
        String requestedBy,
        Instant at) {

    /** What was asked. */
    public sealed interface Asked {

        /** SetChargingProfile. */
        record Install(int connectorId, ChargingProfile profile) implements Asked {}

        /** ClearChargingProfile. */
        record Clear(ClearChargingProfile.Request criteria) implements Asked {}
    }

    /** How it ended. */
    public enum End {
        ACCEPTED,
        REJECTED,
        NOT_SUPPORTED,
        /** Of a clearing: nothing matched. */
        NOTHING_MATCHED,
        /** The charge point's CALLERROR, or an answer that is none. */
        ERROR,
        /** Offline or Expired: the charge point never saw it. */
        NOT_SENT,
        /** Sent and not answered: it may have been carried out. */
        IN_DOUBT
    }
}
