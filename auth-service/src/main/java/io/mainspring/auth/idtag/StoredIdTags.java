package io.mainspring.auth.idtag;

import io.mainspring.auth.EventSourced;
import io.mainspring.kit.eventsourcing.EventSourcing;
import org.springframework.stereotype.Component;

/** An idTag's stream stays short: it is cached, never snapshotted. */
@Component
class StoredIdTags implements EventSourced {

    @Override
    public void declare(EventSourcing to) {
        to.aggregate(IdTag.class).events(IdTagEvent.class);
    }
}
