package io.mainspring.smartcharging.schedule;

import static io.mainspring.smartcharging.schedule.Profiles.byDefault;
import static io.mainspring.smartcharging.schedule.Profiles.step;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.ocpp.v16.type.ChargingRateUnit;
import io.mainspring.ocpp.v16.type.ChargingSchedule;
import io.mainspring.ocpp.v16.type.ChargingSchedulePeriod;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleComparisonTest {

    private static final Instant TEN = Instant.parse("2026-03-28T10:00:00Z");
    private static final ProfileStack STACK =
            new ProfileStack(
                    List.of(byDefault(TEN, step(0, "16"), step(100, "10")).on(1)),
                    List.of(),
                    1,
                    230);

    @Test
    void whatWeComputeIsEqualToItself() {
        for (var unit : ChargingRateUnit.values()) {
            var periods =
                    CompositeSchedule.of(STACK, 1, TEN, 600, unit).periods().stream()
                            .map(p ->
                                    new ChargingSchedulePeriod(
                                            p.startPeriod(),
                                            requireNonNull(p.limit()),
                                            p.numberPhases()))
                            .toList();
            var own = new ChargingSchedule(600, null, unit, periods, null);

            assertThat(ScheduleComparison.of(STACK, 1, TEN, 600, own).equal()).isTrue();
        }
    }

    @Test
    void aSuperfluousCutAndATenthAreNoDifferences() {
        var reported = reported(600, step(0, "16"), step(50, "16.1"), step(100, "9.9"));

        assertThat(ScheduleComparison.of(STACK, 1, TEN, 600, reported).differences()).isEmpty();
    }

    @Test
    void eachDifferenceHasItsTimeAndBothLimits() {
        var reported = reported(600, step(0, "16"), step(40, "32"), step(200, "10"));

        assertThat(ScheduleComparison.of(STACK, 1, TEN, 600, reported).differences())
                .containsExactly(
                        difference(40, 100, "16.0", "32"), difference(100, 200, "10.0", "32"));
    }

    @Test
    void whatIsNotReportedIsADifferenceWithoutALimit() {
        var reported = reported(150, step(0, "16"), step(100, "10"));
        var comparison = ScheduleComparison.of(STACK, 1, TEN, 600, reported);

        assertThat(comparison.equal()).isFalse();
        assertThat(comparison.differences())
                .containsExactly(
                        new ScheduleComparison.Difference(
                                TEN.plusSeconds(150),
                                TEN.plusSeconds(600),
                                new BigDecimal("10.0"),
                                null));
    }

    @Test
    void aLimitWhereWeKnowNoneIsADifference() {
        var nothing = new ProfileStack(List.of(), List.of(), 1, 230);

        assertThat(
                        ScheduleComparison.of(nothing, 1, TEN, 60, reported(60, step(0, "32")))
                                .differences())
                .containsExactly(
                        new ScheduleComparison.Difference(
                                TEN, TEN.plusSeconds(60), null, new BigDecimal("32")));
    }

    @Test
    void aCutThatIsASecondOffIsNoDifference() {
        for (var cut : List.of(99, 101)) {
            var reported = reported(600, step(0, "16"), step(cut, "10"));
            assertThat(ScheduleComparison.of(STACK, 1, TEN, 600, reported).differences()).isEmpty();
        }
        assertThat(
                        ScheduleComparison.of(
                                        STACK,
                                        1,
                                        TEN,
                                        600,
                                        reported(599, step(1, "16"), step(100, "10")))
                                .differences())
                .as("nor is the first or the last second")
                .isEmpty();
    }

    @Test
    void aSecondThatIsNobodysIsADifference() {
        var reported = reported(600, step(0, "16"), step(100, "8"), step(101, "10"));
        assertThat(ScheduleComparison.of(STACK, 1, TEN, 600, reported).differences())
                .containsExactly(difference(100, 101, "10.0", "8"));
    }

    @Test
    void aSumOfRoundedLimitsIsEqualToOurs() {
        var third = byDefault(TEN, step(0, "11000")).in(ChargingRateUnit.W).on(0);
        var stack = new ProfileStack(List.of(third), List.of(), 10, 230);

        assertThat(ScheduleComparison.of(stack, 0, TEN, 600, reported(600, step(0, "159"))).equal())
                .isTrue();
        assertThat(ScheduleComparison.of(stack, 0, TEN, 600, reported(600, step(0, "158"))).equal())
                .isFalse();
    }

    private static ScheduleComparison.Difference difference(
            int from, int to, String computed, String reported) {
        return new ScheduleComparison.Difference(
                TEN.plusSeconds(from),
                TEN.plusSeconds(to),
                new BigDecimal(computed),
                new BigDecimal(reported));
    }

    private static ChargingSchedule reported(int duration, ChargingSchedulePeriod... periods) {
        return new ChargingSchedule(
                duration, null, ChargingRateUnit.A, Arrays.asList(periods), null);
    }
}
