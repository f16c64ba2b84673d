package io.mainspring.firmware.campaign;

import io.mainspring.firmware.EventSourced;
import io.mainspring.kit.eventsourcing.EventSourcing;
import org.springframework.stereotype.Component;

/** A campaign of thousands has thousands of events: it is snapshotted. */
@Component
class CampaignSourcing implements EventSourced {

    private static final int EVENTS_PER_SNAPSHOT = 500;

    @Override
    public void declare(EventSourcing to) {
        to.aggregate(Campaign.class, EVENTS_PER_SNAPSHOT).events(CampaignEvent.class);
    }
}
