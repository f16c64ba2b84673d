package io.mainspring.smartcharging.composite;

import io.mainspring.ocpp.v16.type.ChargingRateUnit;
import io.mainspring.smartcharging.schedule.ScheduleComparison;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What the charge point reports beside what we compute.
 *
 * @param scheduleStart the charge point's
 * @param duration seconds over which they were compared
 * @param chargingRateUnit the charge point's, of all limits here
 * @param commandId the GetCompositeSchedule that was asked
 */
record ComparisonView(
        boolean equal,
        String chargePointId,
        int connectorId,
        Instant scheduleStart,
        int duration,
        ChargingRateUnit chargingRateUnit,
        List<ScheduleComparison.Difference> differences,
        UUID commandId) {}
