package io.mainspring.firmware.campaign;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a {@link Campaign}; asking twice changes nothing the second time. */
sealed interface CampaignCommand {

    UUID campaignId();

    @TargetAggregateIdentifier
    default String key() {
        return "campaign/" + campaignId();
    }

    record Begin(
            UUID campaignId,
            CampaignPlan plan,
            List<String> targets,
            List<String> skipped,
            String by,
            Instant at)
            implements CampaignCommand {}

    /** Begin the next wave if it is time. */
    record Advance(UUID campaignId, Instant at) implements CampaignCommand {}

    /**
     * The job of a charge point has ended, or never came to be; or it had failed, and now it has
     * succeeded.
     *
     * @param jobId of the attempt; another than the current one is old news
     * @param wantsSigned the plain update was refused as NotSupported
     */
    record Conclude(
            UUID campaignId,
            String chargePointId,
            UUID jobId,
            TargetState state,
            @Nullable String reason,
            boolean wantsSigned,
            Instant at)
            implements CampaignCommand {}

    /**
     * The order of a charge point was not placed before the campaign was halted, and is not to be.
     *
     * @param jobId of the attempt; another than the current one is old news
     */
    record Withdraw(UUID campaignId, String chargePointId, UUID jobId, Instant at)
            implements CampaignCommand {}

    record Pause(UUID campaignId, String by, Instant at) implements CampaignCommand {}

    record Resume(UUID campaignId, String by, Instant at) implements CampaignCommand {}

    record Retry(UUID campaignId, String by, Instant at) implements CampaignCommand {}

    record Cancel(UUID campaignId, String by, Instant at) implements CampaignCommand {}
}
