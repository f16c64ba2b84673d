package io.mainspring.smartcharging.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.mainspring.kit.calls.CommandView;
import io.mainspring.ocpp.v16.type.ChargingRateUnit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The command, and what an operator should know about it.
 *
 * @param hints absent if there are none
 */
record SetProfileAnswer(
        @JsonUnwrapped CommandView command,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> hints) {

    static SetProfileAnswer of(CommandView command, ProfileDraft.Ready sent, Instant now) {
        var hints = new ArrayList<String>();
        var profile = sent.request().csChargingProfiles();
        var unit = profile.chargingSchedule().chargingRateUnit();
        if (wasRefused(command) && !sent.limits().units().contains(unit)) {
            hints.add(
                    "The charge point may not take limits in %s: ask for its ChargingScheduleAllowedChargingRateUnit, or set the same profile in %s."
                            .formatted(
                                    unit,
                                    unit == ChargingRateUnit.W
                                            ? ChargingRateUnit.A
                                            : ChargingRateUnit.W));
        }
        var validFrom = profile.validFrom();
        if (!wasRefused(command)
                && validFrom != null
                && validFrom.isAfter(now)
                && !sent.replaced().isEmpty()) {
            hints.add(
                    "It replaces %s at once but is not valid before %s: until then neither of them limits anything. A validFrom in the past would leave no gap."
                            .formatted(sent.replaced(), validFrom));
        }
        return new SetProfileAnswer(command, List.copyOf(hints));
    }

    private static boolean wasRefused(CommandView command) {
        var response = command.response();
        return command.error() != null
                || (response != null && !"Accepted".equals(response.path("status").asString("")));
    }
}
