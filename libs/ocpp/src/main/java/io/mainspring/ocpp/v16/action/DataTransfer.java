package io.mainspring.ocpp.v16.action;

import io.mainspring.ocpp.v16.Length;
import io.mainspring.ocpp.v16.type.DataTransferStatus;
import org.jspecify.annotations.Nullable;

/**
 * Both directions. OCPP 1.6 §4.3, §5.6.
 *
 * <p>A vendor's own message. {@code vendorId} names the vendor, preferably by reversed domain
 * name; what {@code data} holds is between the two ends.
 */
public interface DataTransfer {

    record Request(
            @Length(255) String vendorId,
            @Nullable @Length(50) String messageId,
            @Nullable String data)
            implements OcppRequest<Response> {}

    /** {@code data} must be absent with {@code UnknownVendorId}. */
    record Response(DataTransferStatus status, @Nullable String data) implements OcppResponse {}
}
