package io.mainspring.auth.locallist;

import io.mainspring.auth.EventSourced;
import io.mainspring.kit.eventsourcing.EventSourcing;
import org.springframework.stereotype.Component;

/** A list lives as long as its charge point: it is snapshotted, before its messages weigh much. */
@Component
class StoredLocalLists implements EventSourced {

    private static final int EVENTS_PER_SNAPSHOT = 50;

    @Override
    public void declare(EventSourcing to) {
        to.aggregate(LocalList.class, EVENTS_PER_SNAPSHOT).events(LocalListEvent.class);
    }
}
