package io.mainspring.contracts.smartcharging;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.contracts.PublishedAs;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A charge point accepted a charging profile, so we believe it has it from now on.
 *
 * @param connectorId 0: the charge point as a whole, or all connectors
 * @param replaced chargingProfileIds of those it took the place of
 * @param origin the OCPP action it came with: SetChargingProfile or RemoteStartTransaction
 * @param commandId the command by which it came there
 */
@PublishedAs("charging-profile.installed.v1")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChargingProfileInstalled(
        String chargePointId,
        int connectorId,
        ChargingProfileTerms chargingProfile,
        List<Integer> replaced,
        String origin,
        UUID commandId,
        String requestedBy,
        Instant installedAt) {

    public ChargingProfileInstalled {
        replaced = List.copyOf(replaced);
    }
}
