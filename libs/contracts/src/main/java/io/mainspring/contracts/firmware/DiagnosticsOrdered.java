package io.mainspring.contracts.firmware;

import io.mainspring.contracts.PublishedAs;
import java.time.Instant;
import java.util.UUID;

/**
 * An upload of diagnostics was ordered of a charge point.
 */
@PublishedAs("diagnostics.ordered.v1")
public record DiagnosticsOrdered(
        String chargePointId,
        UUID jobId,
        UUID commandId,
        String requestedBy,
        Instant orderedAt,
        Instant deadline) {}
