package io.mainspring.contracts.chargepoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.contracts.PublishedAs;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A charge point sent a BootNotification and was answered. A repetition while it waits to be
 * accepted is published only if the answer or the charge point's own description changed.
 *
 * @param status what it was answered
 * @param bootedAt when its notification was received
 */
@PublishedAs("charge-point.booted.v1")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChargePointBooted(
        String chargePointId,
        Registration status,
        String chargePointVendor,
        String chargePointModel,
        @Nullable String chargePointSerialNumber,
        @Nullable String chargeBoxSerialNumber,
        @Nullable String firmwareVersion,
        @Nullable String iccid,
        @Nullable String imsi,
        @Nullable String meterType,
        @Nullable String meterSerialNumber,
        Instant bootedAt) {}
