package io.mainspring.chargepoint.certificate;

import io.mainspring.chargepoint.EventSourced;
import io.mainspring.kit.eventsourcing.EventSourcing;
import org.springframework.stereotype.Component;

/** A charge point renews its certificate for as long as it lives: snapshotted. */
@Component
class StoredCertificates implements EventSourced {

    private static final int EVENTS_PER_SNAPSHOT = 100;

    @Override
    public void declare(EventSourcing to) {
        to.aggregate(ChargePointCertificates.class, EVENTS_PER_SNAPSHOT)
                .events(CertificateEvent.class);
    }
}
