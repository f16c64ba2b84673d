package io.mainspring.benchmarks.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.ocpp.v16.type.ChargingRateUnit;
import io.mainspring.smartcharging.schedule.CompositePeriod;
import io.mainspring.smartcharging.schedule.CompositeSchedule;
import io.mainspring.smartcharging.schedule.PlacedProfile;
import io.mainspring.smartcharging.schedule.ProfileStack;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompositeScheduleBenchmarkTest {

    private final ProfileStack stack = CompositeScheduleBenchmark.turns();

    @Test
    void whereEveryLevelHasItsTurnNoneOfTheTenCouldBeLeftOut() {
        var all = schedule(stack.profiles());
        assertThat(stack.profiles()).hasSize(10);
        assertThat(all).hasSizeGreaterThan(9 * 24);
        for (var one : stack.profiles()) {
            var others = stack.profiles().stream().filter(profile -> !profile.equals(one)).toList();
            assertThat(schedule(others)).as("without %s", one).isNotEqualTo(all);
        }
    }

    private List<CompositePeriod> schedule(List<PlacedProfile> profiles) {
        return CompositeSchedule.of(
                        new ProfileStack(profiles, stack.transactions(), 1, 230),
                        1,
                        Instant.parse("2026-11-22T00:00:00Z"),
                        86_400,
                        ChargingRateUnit.A)
                .periods();
    }
}
