package io.mainspring.smartcharging.site;

import io.mainspring.kit.eventsourcing.EventSourcing;
import io.mainspring.smartcharging.EventSourced;
import org.springframework.stereotype.Component;

/** Sites live long, and their shares change all day. */
@Component
class StoredSites implements EventSourced {

    static final int EVENTS_PER_SNAPSHOT = 100;

    @Override
    public void declare(EventSourcing to) {
        to.aggregate(Site.class, EVENTS_PER_SNAPSHOT).events(SiteEvent.class);
    }
}
