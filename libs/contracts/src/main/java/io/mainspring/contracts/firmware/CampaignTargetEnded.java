package io.mainspring.contracts.firmware;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.contracts.PublishedAs;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A charge point of a campaign has ended, for this turn; a success after a failure replaces it.
 *
 * @param reason how its update ended, or why there was none
 */
@PublishedAs("firmware.campaign-target-ended.v1")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CampaignTargetEnded(
        UUID campaignId,
        String chargePointId,
        CampaignTargetEnd end,
        @Nullable String reason,
        Instant endedAt) {}
