package io.mainspring.ocpp.v16.action;

import io.mainspring.ocpp.v16.Length;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Charge point -> central system. OCPP 1.6 §4.2.
 *
 * <p>Sent after each start or reboot with what the charge point is. Until it is accepted, the
 * charge point must send nothing else unless asked to; a rejected one must stay silent for {@code
 * interval} seconds.
 */
public interface BootNotification {

    /**
     * Only vendor and model are mandatory; {@code chargeBoxSerialNumber} is deprecated but legal.
     */
    record Request(
            @Length(value = 20, tolerated = Length.DESCRIPTIVE) String chargePointVendor,
            @Length(value = 20, tolerated = Length.DESCRIPTIVE) String chargePointModel,
            @Nullable @Length(value = 25, tolerated = Length.DESCRIPTIVE)
                    String chargePointSerialNumber,
            @Nullable @Length(value = 25, tolerated = Length.DESCRIPTIVE)
                    String chargeBoxSerialNumber,
            @Nullable @Length(value = 50, tolerated = Length.DESCRIPTIVE) String firmwareVersion,
            @Nullable @Length(value = 20, tolerated = Length.DESCRIPTIVE) String iccid,
            @Nullable @Length(value = 20, tolerated = Length.DESCRIPTIVE) String imsi,
            @Nullable @Length(value = 25, tolerated = Length.DESCRIPTIVE) String meterType,
            @Nullable @Length(value = 25, tolerated = Length.DESCRIPTIVE) String meterSerialNumber)
            implements OcppRequest<Response> {}

    /**
     * {@code interval} is the heartbeat interval in seconds if accepted, else the least wait
     * before the next BootNotification; 0 leaves the choice to the charge point. {@code
     * currentTime} sets its clock.
     */
    record Response(RegistrationStatus status, Instant currentTime, int interval)
            implements OcppResponse {}
}
