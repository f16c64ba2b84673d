package io.mainspring.ocpp.v16.action;

import io.mainspring.ocpp.v16.Length;
import io.mainspring.ocpp.v16.type.ChargePointErrorCode;
import io.mainspring.ocpp.v16.type.ChargePointStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Charge point -> central system. OCPP 1.6 §4.9.
 *
 * <p>Reports a change of a connector's status, or of the charge point as a whole (connector 0:
 * Available, Unavailable and Faulted only). An error code with a status other than Faulted is a
 * warning.
 */
public interface StatusNotification {

    /** Without {@code timestamp} the time of receipt counts. */
    record Request(
            int connectorId,
            ChargePointErrorCode errorCode,
            @Nullable @Length(value = 50, tolerated = Length.DESCRIPTIVE) String info,
            ChargePointStatus status,
            @Nullable Instant timestamp,
            @Nullable @Length(value = 255, tolerated = Length.DESCRIPTIVE) String vendorId,
            @Nullable @Length(value = 50, tolerated = Length.DESCRIPTIVE) String vendorErrorCode)
            implements OcppRequest<Response> {}

    record Response() implements OcppResponse {}
}
