package io.mainspring.chargepoint.datatransfer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What operators said about a vendor. */
public sealed interface DataTransferVendorEvent {

    /** Spelling as declared; compared without case. */
    String vendorId();

    /**
     * Its data is accepted from now on.
     *
     * @param messageIds the kinds of data that are known; null: any
     */
    record Declared(String vendorId, @Nullable List<String> messageIds, String by, Instant at)
            implements DataTransferVendorEvent {
        public Declared {
            messageIds = messageIds == null ? null : List.copyOf(messageIds);
        }
    }

    record Withdrawn(String vendorId, String by, Instant at) implements DataTransferVendorEvent {}
}
