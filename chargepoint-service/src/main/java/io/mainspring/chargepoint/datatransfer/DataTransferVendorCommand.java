package io.mainspring.chargepoint.datatransfer;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What operators ask of the registry of vendors. */
sealed interface DataTransferVendorCommand {

    String vendorId();

    /** Never that of a charge point: it holds a colon. */
    @TargetAggregateIdentifier
    default String stream() {
        return "data-transfer-vendor:" + vendorId().toLowerCase(Locale.ROOT);
    }

    record Declare(String vendorId, @Nullable List<String> messageIds, String by, Instant at)
            implements DataTransferVendorCommand {
        public Declare {
            messageIds = messageIds == null ? null : List.copyOf(messageIds);
        }
    }

    /** Answered false if it is not declared. */
    record Withdraw(String vendorId, String by, Instant at) implements DataTransferVendorCommand {}
}
