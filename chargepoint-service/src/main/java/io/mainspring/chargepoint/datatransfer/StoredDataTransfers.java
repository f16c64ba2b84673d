package io.mainspring.chargepoint.datatransfer;

import io.mainspring.chargepoint.EventSourced;
import io.mainspring.kit.eventsourcing.EventSourcing;
import org.springframework.stereotype.Component;

/** The registry of vendors is decided about; what they send is a fact. */
@Component
class StoredDataTransfers implements EventSourced {

    @Override
    public void declare(EventSourcing to) {
        to.aggregate(DataTransferVendor.class)
                .events(DataTransferVendorEvent.class)
                .events(DataTransferEvent.class);
    }
}
