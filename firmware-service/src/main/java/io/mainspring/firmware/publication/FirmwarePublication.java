package io.mainspring.firmware.publication;

import io.mainspring.firmware.campaign.CampaignEvent;
import io.mainspring.firmware.job.JobEvent;
import io.mainspring.kit.eventsourcing.Publication;
import io.mainspring.kit.eventsourcing.StoredEvent;
import java.util.List;
import org.springframework.stereotype.Component;

/** Publishes what other services and people outside may want to know; pure. */
@Component
class FirmwarePublication implements Publication {

    @Override
    public List<Published> publish(StoredEvent stored) {
        return switch (stored.payload()) {
            case JobEvent event ->
                    PublishedJobs.of(event).stream()
                            .map(published -> new Published(event.chargePointId(), published))
                            .toList();
            case CampaignEvent event ->
                    PublishedCampaigns.of(event).stream()
                            .map(published ->
                                    new Published(event.campaignId().toString(), published))
                            .toList();
            case Object _ -> List.of();
        };
    }
}
