package io.mainspring.chargepoint.connector;

import io.mainspring.ocpp.v16.action.StatusNotification;
import io.mainspring.ocpp.v16.type.ChargePointErrorCode;
import io.mainspring.ocpp.v16.type.ChargePointStatus;
import org.jspecify.annotations.Nullable;

/** What a connector says: two equal reports are one interval. */
public record StatusReport(
        ChargePointStatus status,
        ChargePointErrorCode errorCode,
        @Nullable String info,
        @Nullable String vendorErrorCode,
        @Nullable String vendorId) {

    static StatusReport of(StatusNotification.Request request) {
        return new StatusReport(
                request.status(),
                request.errorCode(),
                request.info(),
                request.vendorErrorCode(),
                request.vendorId());
    }
}
