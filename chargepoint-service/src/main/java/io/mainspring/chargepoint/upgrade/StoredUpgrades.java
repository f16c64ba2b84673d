package io.mainspring.chargepoint.upgrade;

import io.mainspring.chargepoint.EventSourced;
import io.mainspring.kit.eventsourcing.EventSourcing;
import org.springframework.stereotype.Component;

/** A charge point moves a few times in its life: the streams stay short. */
@Component
class StoredUpgrades implements EventSourced {

    @Override
    public void declare(EventSourcing to) {
        to.aggregate(SecurityProfileUpgrades.class).events(SecurityProfileUpgradeEvent.class);
    }
}
