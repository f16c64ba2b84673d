package io.mainspring.contracts.firmware;

import io.mainspring.contracts.PublishedAs;
import java.time.Instant;
import java.util.UUID;

/**
 * A firmware update has ended. It may be told again with another end, when the charge point succeeded
 * after it had seemed to fail.
 *
 * @param reason the status, answer or error code by which it ended
 */
@PublishedAs("firmware.update-ended.v1")
public record FirmwareUpdateEnded(
        String chargePointId, UUID jobId, JobEnd end, String reason, Instant endedAt) {}
