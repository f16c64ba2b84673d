package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.OneDecimal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The curve of a profile. {@code duration} in seconds; without it the last period goes on. OCPP
 * 1.6 §7.13.
 */
public record ChargingSchedule(
        @Nullable Integer duration,
        @Nullable Instant startSchedule,
        ChargingRateUnit chargingRateUnit,
        List<ChargingSchedulePeriod> chargingSchedulePeriod,
        @OneDecimal @Nullable BigDecimal minChargingRate) {
    public ChargingSchedule {
        chargingSchedulePeriod = List.copyOf(chargingSchedulePeriod);
    }
}
