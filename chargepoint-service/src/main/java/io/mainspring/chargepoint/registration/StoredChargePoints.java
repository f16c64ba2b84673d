package io.mainspring.chargepoint.registration;

import io.mainspring.chargepoint.EventSourced;
import io.mainspring.kit.eventsourcing.EventSourcing;
import org.springframework.stereotype.Component;

/** The charge points' aggregate lives as long as its charge point: it is snapshotted. */
@Component
class StoredChargePoints implements EventSourced {

    private static final int EVENTS_PER_SNAPSHOT = 100;

    @Override
    public void declare(EventSourcing to) {
        to.aggregate(ChargePoint.class, EVENTS_PER_SNAPSHOT).events(ChargePointEvent.class);
    }
}
