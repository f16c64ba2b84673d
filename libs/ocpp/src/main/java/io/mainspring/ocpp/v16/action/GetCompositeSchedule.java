package io.mainspring.ocpp.v16.action;

import io.mainspring.ocpp.v16.type.ChargingRateUnit;
import io.mainspring.ocpp.v16.type.ChargingSchedule;
import io.mainspring.ocpp.v16.type.GetCompositeScheduleStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Central system -> charge point. OCPP 1.6 §5.7.
 *
 * <p>Asks for the schedule that results from all profiles of a connector (0: the grid connection),
 * for {@code duration} seconds from now.
 */
public interface GetCompositeSchedule {

    record Request(int connectorId, int duration, @Nullable ChargingRateUnit chargingRateUnit)
            implements OcppRequest<Response> {}

    /**
     * Periods count from {@code scheduleStart}, so {@code chargingSchedule.startSchedule} is
     * absent.
     */
    record Response(
            GetCompositeScheduleStatus status,
            @Nullable Integer connectorId,
            @Nullable Instant scheduleStart,
            @Nullable ChargingSchedule chargingSchedule)
            implements OcppResponse {}
}
