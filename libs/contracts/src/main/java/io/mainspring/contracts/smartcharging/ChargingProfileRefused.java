package io.mainspring.contracts.smartcharging;

import io.mainspring.contracts.PublishedAs;
import java.time.Instant;
import java.util.UUID;

/**
 * A charge point did not take a charging profile; what it had, it has.
 *
 * @param reason Rejected, NotSupported, or the error code it answered
 */
@PublishedAs("charging-profile.refused.v1")
public record ChargingProfileRefused(
        String chargePointId,
        int connectorId,
        int chargingProfileId,
        String reason,
        UUID commandId,
        String requestedBy,
        Instant refusedAt) {}
