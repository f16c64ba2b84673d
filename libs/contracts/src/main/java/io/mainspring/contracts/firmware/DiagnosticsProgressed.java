package io.mainspring.contracts.firmware;

import io.mainspring.contracts.PublishedAs;
import java.time.Instant;
import java.util.UUID;

/**
 * A charge point reported a status of its upload of diagnostics.
 *
 * @param status as OCPP spells it
 */
@PublishedAs("diagnostics.progressed.v1")
public record DiagnosticsProgressed(
        String chargePointId, UUID jobId, String status, Instant reportedAt) {}
