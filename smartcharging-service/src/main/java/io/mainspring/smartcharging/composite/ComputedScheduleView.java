package io.mainspring.smartcharging.composite;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.ocpp.v16.type.ChargingRateUnit;
import io.mainspring.smartcharging.schedule.CompositePeriod;
import io.mainspring.smartcharging.schedule.CompositeSchedule;
import java.time.Instant;
import java.util.List;

/**
 * A composite schedule that was computed here, in the words of GetCompositeSchedule.
 *
 * @param duration seconds
 * @param chargingSchedulePeriod a period without {@code limit} is one that no profile limits
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ComputedScheduleView(
        String chargePointId,
        int connectorId,
        Instant scheduleStart,
        int duration,
        ChargingRateUnit chargingRateUnit,
        List<CompositePeriod> chargingSchedulePeriod) {

    static ComputedScheduleView of(
            String chargePointId, int connectorId, CompositeSchedule schedule) {
        return new ComputedScheduleView(
                chargePointId,
                connectorId,
                schedule.start(),
                schedule.duration(),
                schedule.unit(),
                schedule.periods());
    }
}
