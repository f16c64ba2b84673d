package io.mainspring.smartcharging.profile;

import io.mainspring.kit.web.Problem;
import io.mainspring.ocpp.v16.type.ChargingProfile;
import io.mainspring.smartcharging.configuration.ProfileLimits;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a charge point asks of a charging profile, beyond the protocol's own rules. Pure.
 */
public final class ProfileRules {

    private final String profilePointer;

    /**
     * @param profilePointer where the profile is in the caller's body, as a JSON Pointer
     */
    public ProfileRules(String profilePointer) {
        this.profilePointer = profilePointer;
    }

    /**
     * What the charge point's configuration says it takes, as far as it is known.
     *
     * @param installed what it is believed to have
     * @return the first thing it will not take, as a problem 400 that points at the field
     */
    public Optional<Problem> objection(
            int connectorId,
            ChargingProfile profile,
            ProfileLimits limits,
            List<InstalledProfile> installed) {
        if (exceeds(profile.stackLevel(), limits.maxStackLevel())) {
            return at(
                    "/stackLevel",
                    "must be at most %d, the charge point's ChargeProfileMaxStackLevel"
                            .formatted(limits.maxStackLevel()));
        }
        var schedule = profile.chargingSchedule();
        if (exceeds(schedule.chargingSchedulePeriod().size(), limits.maxPeriods())) {
            return at(
                    "/chargingSchedule/chargingSchedulePeriod",
                    "must have at most %d periods, the charge point's ChargingScheduleMaxPeriods"
                            .formatted(limits.maxPeriods()));
        }
        if (!limits.units().isEmpty() && !limits.units().contains(schedule.chargingRateUnit())) {
            return at(
                    "/chargingSchedule/chargingRateUnit",
                    "must be one of %s, the charge point's ChargingScheduleAllowedChargingRateUnit"
                            .formatted(limits.units()));
        }
        if (exceeds(countWith(connectorId, profile, installed), limits.maxInstalled())) {
            return at(
                    "",
                    "would be one more than the %d of the charge point's MaxChargingProfilesInstalled"
                            .formatted(limits.maxInstalled()));
        }
        return Optional.empty();
    }

    /** How many it would have: what the new one replaces does not count. */
    private static int countWith(
            int connectorId, ChargingProfile profile, List<InstalledProfile> installed) {
        var before =
                installed.stream()
                        .map(i -> new Believed(i.connectorId(), ProfileTerms.of(i.profile())))
                        .toList();
        var replaced =
                new Believed(connectorId, ProfileTerms.of(profile)).replacedOf(before).size();
        return before.size() - replaced + 1;
    }

    private static boolean exceeds(int value, @Nullable Integer limit) {
        return limit != null && value > limit;
    }

    private Optional<Problem> at(String field, String reason) {
        return Optional.of(Problem.badRequest(profilePointer + field, reason));
    }
}
