package io.mainspring.chargepoint.securityevent;

import io.mainspring.chargepoint.EventSourced;
import io.mainspring.kit.eventsourcing.EventSourcing;
import org.springframework.stereotype.Component;

/** A report is a fact without an aggregate. */
@Component
class StoredSecurityEvents implements EventSourced {

    @Override
    public void declare(EventSourcing to) {
        to.events(SecurityEvent.class);
    }
}
