package io.mainspring.smartcharging.profile;

import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.calls.Calls;
import io.mainspring.kit.web.Problem;
import io.mainspring.ocpp.v16.action.ClearChargingProfile;
import io.mainspring.ocpp.v16.action.SetChargingProfile;
import io.mainspring.ocpp.v16.type.ChargingProfile;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Sets and clears profiles for the platform's own features. Nobody waits: what became of it is told
 * to every {@link ProfileOutcomeListener}. Nothing is validated here beyond what the protocol's
 * schema states.
 */
@Component
public class ProfileCommands {

    private final Calls calls;
    private final ProfileIds ids;

    ProfileCommands(Calls calls, ProfileIds ids) {
        this.calls = calls;
        this.ids = ids;
    }

    /**
     * Asks a charge point to install a profile.
     *
     * @param whenOnline how long it may wait for an absent charge point; null: it ends as NOT_SENT
     *     at once
     * @return the command's id
     * @throws Problem 503 if Kafka is away; nothing was sent
     */
    public UUID install(
            String chargePointId,
            int connectorId,
            ChargingProfile profile,
            String requestedBy,
            @Nullable Duration whenOnline) {
        return calls.send(
                chargePointId,
                new SetChargingProfile.Request(connectorId, profile),
                new CallOptions(requestedBy, null, whenOnline, true));
    }

    /**
     * Asks a charge point to remove the profiles that match.
     *
     * @param whenOnline as for {@link #install}
     * @return the command's id
     * @throws Problem 503 if Kafka is away; nothing was sent
     */
    public UUID clear(
            String chargePointId,
            ClearChargingProfile.Request criteria,
            String requestedBy,
            @Nullable Duration whenOnline) {
        return calls.send(
                chargePointId, criteria, new CallOptions(requestedBy, null, whenOnline, true));
    }

    /**
     * For each of these charge points a chargingProfileId that was never given out and that it is
     * not known to have, in their order.
     */
    public List<Integer> nextProfileIds(Collection<String> chargePointIds) {
        return ids.next(chargePointIds);
    }
}
