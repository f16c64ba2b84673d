package io.mainspring.contracts.firmware;

import io.mainspring.contracts.PublishedAs;
import java.time.Instant;
import java.util.UUID;

/**
 * A campaign was planned and runs.
 *
 * @param version that charge points report when they have it
 * @param chargePoints how many are to get it
 * @param skipped how many run it already
 */
@PublishedAs("firmware.campaign-planned.v1")
public record CampaignPlanned(
        UUID campaignId,
        String name,
        String version,
        int chargePoints,
        int skipped,
        String plannedBy,
        Instant plannedAt) {}
