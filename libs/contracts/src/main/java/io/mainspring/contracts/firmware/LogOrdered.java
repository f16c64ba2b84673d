package io.mainspring.contracts.firmware;

import io.mainspring.contracts.PublishedAs;
import java.time.Instant;
import java.util.UUID;

/**
 * An upload of a log was ordered of a charge point.
 */
@PublishedAs("log.ordered.v1")
public record LogOrdered(
        String chargePointId,
        UUID jobId,
        UUID commandId,
        int requestId,
        String requestedBy,
        Instant orderedAt,
        Instant deadline) {}
