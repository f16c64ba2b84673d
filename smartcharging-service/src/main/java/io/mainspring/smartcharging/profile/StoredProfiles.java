package io.mainspring.smartcharging.profile;

import io.mainspring.kit.eventsourcing.EventSourcing;
import io.mainspring.smartcharging.EventSourced;
import org.springframework.stereotype.Component;

/** Charge points live long, and those of a site get a profile every few minutes. */
@Component
class StoredProfiles implements EventSourced {

    static final int EVENTS_PER_SNAPSHOT = 100;

    @Override
    public void declare(EventSourcing to) {
        to.aggregate(InstalledProfiles.class, EVENTS_PER_SNAPSHOT).events(ProfileEvent.class);
    }
}
