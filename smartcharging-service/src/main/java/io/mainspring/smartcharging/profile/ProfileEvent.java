package io.mainspring.smartcharging.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mainspring.ocpp.v16.Action;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened to the profiles of a charge point, as it is stored. Names and fields are forever:
 * the golden files under {@code src/test/contracts} pin them.
 */
public sealed interface ProfileEvent {

    String chargePointId();

    /**
     * The charge point accepted a profile.
     *
     * @param replaced ids of the profiles it took the place of
     * @param commandId by which it came there
     */
    record Installed(
            String chargePointId,
            int connectorId,
            ProfileTerms profile,
            List<Integer> replaced,
            Origin origin,
            UUID commandId,
            String requestedBy,
            Instant at)
            implements ProfileEvent {

        public Installed {
            replaced = List.copyOf(replaced);
        }
    }

    /**
     * The charge point did not take a profile; what it had, it has.
     *
     * @param reason its status (Rejected, NotSupported) or the code of its CALLERROR
     */
    record Refused(
            String chargePointId,
            int connectorId,
            int chargingProfileId,
            String reason,
            UUID commandId,
            String requestedBy,
            Instant at)
            implements ProfileEvent {}

    /**
     * Profiles are gone.
     *
     * @param chargingProfileIds those we believed installed; never empty
     * @param commandId null: nobody asked for it
     */
    record Cleared(
            String chargePointId,
            List<Integer> chargingProfileIds,
            Cause cause,
            @Nullable UUID commandId,
            @Nullable String requestedBy,
            Instant at)
            implements ProfileEvent {

        public Cleared {
            chargingProfileIds = List.copyOf(chargingProfileIds);
        }
    }

    /** How a profile came to a charge point. */
    enum Origin {
        @JsonProperty("SetChargingProfile")
        SET_CHARGING_PROFILE(Action.SET_CHARGING_PROFILE),
        @JsonProperty("RemoteStartTransaction")
        REMOTE_START_TRANSACTION(Action.REMOTE_START_TRANSACTION);

        private final Action action;

        Origin(Action action) {
            this.action = action;
        }

        /** The OCPP action it came with. */
        public String actionName() {
            return action.wireName();
        }
    }

    /** Why a profile is gone. */
    enum Cause {
        @JsonProperty("ClearChargingProfile")
        CLEAR_CHARGING_PROFILE,
        @JsonProperty("TransactionEnded")
        TRANSACTION_ENDED,
        @JsonProperty("ChargePointRetired")
        CHARGE_POINT_RETIRED
    }
}
