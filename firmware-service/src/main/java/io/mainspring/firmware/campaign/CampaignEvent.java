package io.mainspring.firmware.campaign;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to a campaign, as it is stored. */
public sealed interface CampaignEvent {

    UUID campaignId();

    /**
     * It was planned and runs.
     *
     * @param targets in the order of their turns
     * @param skipped those that run the version already
     */
    record Planned(
            UUID campaignId,
            CampaignPlan plan,
            List<String> targets,
            List<String> skipped,
            String by,
            Instant at)
            implements CampaignEvent {

        public Planned {
            targets = List.copyOf(targets);
            skipped = List.copyOf(skipped);
        }
    }

    /**
     * It is the turn of these charge points.
     *
     * @param wave from 1
     */
    record WaveStarted(UUID campaignId, int wave, List<Attempt> attempts, Instant at)
            implements CampaignEvent {

        public WaveStarted {
            attempts = List.copyOf(attempts);
        }
    }

    /** An order to be placed. */
    record Attempt(String chargePointId, UUID jobId, boolean signed) {}

    /** A charge point takes signed firmware only: it gets that, in the same turn. */
    record SignedInstead(UUID campaignId, Attempt attempt, Instant at) implements CampaignEvent {}

    /**
     * The campaign was halted before the order of a charge point was placed.
     *
     * @param state Waiting, or Cancelled if the campaign is
     */
    record AttemptWithdrawn(UUID campaignId, String chargePointId, TargetState state, Instant at)
            implements CampaignEvent {}

    /**
     * A charge point has ended; or it had failed, and now we know better.
     *
     * @param state Succeeded, Failed or Skipped
     * @param reason how its job ended, or why there is none
     */
    record TargetEnded(
            UUID campaignId,
            String chargePointId,
            TargetState state,
            @Nullable String reason,
            Instant at)
            implements CampaignEvent {}

    /** All of a wave have ended; the next may begin at the time given. */
    record WaveEnded(UUID campaignId, int wave, Instant nextAt, Instant at)
            implements CampaignEvent {}

    /** Too many have failed. */
    record Stopped(UUID campaignId, int failures, Instant at) implements CampaignEvent {}

    record Paused(UUID campaignId, String by, Instant at) implements CampaignEvent {}

    /** It goes on, and what has failed so far no longer counts towards the limit. */
    record Resumed(UUID campaignId, String by, Instant at) implements CampaignEvent {}

    /** Failed charge points wait for another turn, and the campaign runs. */
    record Retried(UUID campaignId, List<String> chargePointIds, String by, Instant at)
            implements CampaignEvent {

        public Retried {
            chargePointIds = List.copyOf(chargePointIds);
        }
    }

    /** Who has not begun never will. */
    record Cancelled(UUID campaignId, String by, Instant at) implements CampaignEvent {}

    /** Everybody has ended. */
    record Finished(UUID campaignId, Instant at) implements CampaignEvent {}
}
