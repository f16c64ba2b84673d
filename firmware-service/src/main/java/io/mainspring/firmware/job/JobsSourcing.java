package io.mainspring.firmware.job;

import io.mainspring.firmware.EventSourced;
import io.mainspring.kit.eventsourcing.EventSourcing;
import org.springframework.stereotype.Component;

/** The jobs of a charge point grow as long as it lives: they are snapshotted. */
@Component
class JobsSourcing implements EventSourced {

    private static final int EVENTS_PER_SNAPSHOT = 100;

    @Override
    public void declare(EventSourcing to) {
        to.aggregate(ChargePointJobs.class, EVENTS_PER_SNAPSHOT).events(JobEvent.class);
    }
}
