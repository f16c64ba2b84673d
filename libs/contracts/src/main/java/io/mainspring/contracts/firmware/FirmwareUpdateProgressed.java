package io.mainspring.contracts.firmware;

import io.mainspring.contracts.PublishedAs;
import java.time.Instant;
import java.util.UUID;

/**
 * A charge point reported a status of its firmware update.
 *
 * @param status as OCPP spells it
 */
@PublishedAs("firmware.update-progressed.v1")
public record FirmwareUpdateProgressed(
        String chargePointId, UUID jobId, String status, Instant reportedAt) {}
