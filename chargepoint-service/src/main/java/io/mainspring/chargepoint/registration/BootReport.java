package io.mainspring.chargepoint.registration;

import io.mainspring.ocpp.v16.action.BootNotification;
import org.jspecify.annotations.Nullable;

/** What a charge point says of itself when it boots; the names are the protocol's (§4.2). */
public record BootReport(
        String chargePointVendor,
        String chargePointModel,
        @Nullable String chargePointSerialNumber,
        @Nullable String chargeBoxSerialNumber,
        @Nullable String firmwareVersion,
        @Nullable String iccid,
        @Nullable String imsi,
        @Nullable String meterType,
        @Nullable String meterSerialNumber) {

    static BootReport of(BootNotification.Request boot) {
        return new BootReport(
                boot.chargePointVendor(),
                boot.chargePointModel(),
                boot.chargePointSerialNumber(),
                boot.chargeBoxSerialNumber(),
                boot.firmwareVersion(),
                boot.iccid(),
                boot.imsi(),
                boot.meterType(),
                boot.meterSerialNumber());
    }
}
