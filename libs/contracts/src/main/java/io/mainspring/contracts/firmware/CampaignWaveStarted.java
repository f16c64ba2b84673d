package io.mainspring.contracts.firmware;

import io.mainspring.contracts.PublishedAs;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * It is the turn of some charge points of a campaign.
 *
 * @param wave from 1
 */
@PublishedAs("firmware.campaign-wave-started.v1")
public record CampaignWaveStarted(
        UUID campaignId, int wave, List<String> chargePointIds, Instant startedAt) {

    public CampaignWaveStarted {
        chargePointIds = List.copyOf(chargePointIds);
    }
}
