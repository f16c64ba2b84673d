package io.mainspring.chargepoint.datatransfer;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Data that a charge point sent; one stream each. */
public sealed interface DataTransferEvent {

    /**
     * It was accepted.
     *
     * @param requestId of the record that brought it
     * @param messageId the vendor's name for the kind of data
     */
    record Received(
            String chargePointId,
            UUID requestId,
            String vendorId,
            @Nullable String messageId,
            @Nullable String data,
            Instant receivedAt)
            implements DataTransferEvent {}
}
