package io.mainspring.chargepoint.connector;

import io.mainspring.chargepoint.EventSourced;
import io.mainspring.kit.eventsourcing.EventSourcing;
import org.springframework.stereotype.Component;

/** What connectors report is a fact without an aggregate. */
@Component
class StoredConnectors implements EventSourced {

    @Override
    public void declare(EventSourcing to) {
        to.events(ConnectorEvent.class);
    }
}
