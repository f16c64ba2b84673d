package io.mainspring.firmware.publication;

import io.mainspring.contracts.firmware.CampaignPhase;
import io.mainspring.contracts.firmware.CampaignPhaseChanged;
import io.mainspring.contracts.firmware.CampaignPlanned;
import io.mainspring.contracts.firmware.CampaignTargetEnd;
import io.mainspring.contracts.firmware.CampaignTargetEnded;
import io.mainspring.contracts.firmware.CampaignWaveStarted;
import io.mainspring.firmware.campaign.CampaignEvent;
import io.mainspring.firmware.campaign.TargetState;
import java.util.List;

/** What is published of campaigns. */
final class PublishedCampaigns {

    private PublishedCampaigns() {}

    static List<Object> of(CampaignEvent event) {
        return switch (event) {
            case CampaignEvent.Planned e ->
                    List.of(
                            new CampaignPlanned(
                                    e.campaignId(),
                                    e.plan().name(),
                                    e.plan().version(),
                                    e.targets().size(),
                                    e.skipped().size(),
                                    e.by(),
                                    e.at()));
            case CampaignEvent.WaveStarted e ->
                    List.of(
                            new CampaignWaveStarted(
                                    e.campaignId(),
                                    e.wave(),
                                    e.attempts().stream()
                                            .map(CampaignEvent.Attempt::chargePointId)
                                            .toList(),
                                    e.at()));
            case CampaignEvent.TargetEnded e ->
                    List.of(
                            new CampaignTargetEnded(
                                    e.campaignId(),
                                    e.chargePointId(),
                                    end(e.state()),
                                    e.reason(),
                                    e.at()));
            case CampaignEvent.Stopped e ->
                    List.of(
                            new CampaignPhaseChanged(
                                    e.campaignId(), CampaignPhase.STOPPED, null, e.at()));
            case CampaignEvent.Paused e ->
                    List.of(
                            new CampaignPhaseChanged(
                                    e.campaignId(), CampaignPhase.PAUSED, e.by(), e.at()));
            case CampaignEvent.Resumed e ->
                    List.of(
                            new CampaignPhaseChanged(
                                    e.campaignId(), CampaignPhase.RUNNING, e.by(), e.at()));
            case CampaignEvent.Retried e ->
                    List.of(
                            new CampaignPhaseChanged(
                                    e.campaignId(), CampaignPhase.RUNNING, e.by(), e.at()));
            case CampaignEvent.Cancelled e ->
                    List.of(
                            new CampaignPhaseChanged(
                                    e.campaignId(), CampaignPhase.CANCELLED, e.by(), e.at()));
            case CampaignEvent.Finished e ->
                    List.of(
                            new CampaignPhaseChanged(
                                    e.campaignId(), CampaignPhase.FINISHED, null, e.at()));
            case CampaignEvent.SignedInstead _,
                    CampaignEvent.AttemptWithdrawn _,
                    CampaignEvent.WaveEnded _ ->
                    List.of();
        };
    }

    private static CampaignTargetEnd end(TargetState state) {
        return switch (state) {
            case SUCCEEDED -> CampaignTargetEnd.SUCCEEDED;
            case FAILED -> CampaignTargetEnd.FAILED;
            case SKIPPED -> CampaignTargetEnd.SKIPPED;
            case WAITING, RUNNING, CANCELLED -> CampaignTargetEnd.UNKNOWN; // no ends of a turn
        };
    }
}
