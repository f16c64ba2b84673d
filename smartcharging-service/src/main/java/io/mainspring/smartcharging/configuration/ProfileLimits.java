package io.mainspring.smartcharging.configuration;

import io.mainspring.ocpp.v16.type.ChargingRateUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The limits a charge point puts on charging profiles, as far as its configuration is known. Null
 * or empty: not known, so nothing follows from it.
 *
 * @param maxStackLevel ChargeProfileMaxStackLevel
 * @param maxPeriods ChargingScheduleMaxPeriods
 * @param maxInstalled MaxChargingProfilesInstalled
 * @param units ChargingScheduleAllowedChargingRateUnit (errata 3.88: Current is A, Power is W)
 */
public record ProfileLimits(
        @Nullable Integer maxStackLevel,
        @Nullable Integer maxPeriods,
        @Nullable Integer maxInstalled,
        Set<ChargingRateUnit> units) {

    public ProfileLimits {
        units = Set.copyOf(units);
    }
}
