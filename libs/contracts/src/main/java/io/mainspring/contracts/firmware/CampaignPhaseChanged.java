package io.mainspring.contracts.firmware;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.contracts.PublishedAs;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A campaign was paused, stopped by its failure limit, resumed, cancelled, or is finished.
 *
 * @param by the operator; null if it happened by itself
 */
@PublishedAs("firmware.campaign-phase-changed.v1")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CampaignPhaseChanged(
        UUID campaignId, CampaignPhase phase, @Nullable String by, Instant changedAt) {}
