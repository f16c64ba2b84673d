package io.mainspring.contracts.chargepoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.contracts.PublishedAs;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A charge point sent data of a vendor that is known here, and it was accepted.
 *
 * @param messageId the vendor's name for the kind of data; null if the charge point gave none
 * @param data the vendor's text, as received
 */
@PublishedAs("data-transfer.received.v1")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DataTransferReceived(
        String chargePointId,
        String vendorId,
        @Nullable String messageId,
        @Nullable String data,
        Instant receivedAt) {}
