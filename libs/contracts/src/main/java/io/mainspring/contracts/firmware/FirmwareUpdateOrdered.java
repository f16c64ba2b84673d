package io.mainspring.contracts.firmware;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.contracts.PublishedAs;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A firmware update was ordered of a charge point.
 *
 * @param requestId of a signed update; the plain one has none
 * @param version that the charge point is to report when it runs it; null if nobody said
 * @param campaignId that ordered it; null if an operator did
 */
@PublishedAs("firmware.update-ordered.v1")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FirmwareUpdateOrdered(
        String chargePointId,
        UUID jobId,
        UUID commandId,
        boolean signed,
        @Nullable Integer requestId,
        @Nullable String version,
        @Nullable UUID campaignId,
        String requestedBy,
        Instant orderedAt,
        Instant deadline) {}
