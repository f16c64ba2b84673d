package io.mainspring.smartcharging.schedule;

import static io.mainspring.smartcharging.schedule.RandomStacks.FROM;
import static io.mainspring.smartcharging.schedule.RandomStacks.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.ocpp.v16.type.ChargingProfilePurpose;
import io.mainspring.ocpp.v16.type.ChargingRateUnit;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for any profiles: 500 charge points at random, each seen from every connector. */
class CompositeScheduleTest {

    static IntStream seeds() {
        return IntStream.range(0, 500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void isWhatTheRulesSaySecondBySecond(int seed) {
        var stack = new RandomStacks(seed).next();
        var unit = seed % 2 == 0 ? ChargingRateUnit.A : ChargingRateUnit.W;
        var rules = new SecondBySecond(stack, FROM, unit);
        for (int connector = 0; connector <= stack.connectors(); connector++) {
            var schedule = CompositeSchedule.of(stack, connector, FROM, SECONDS, unit);
            assertThat(
                            IntStream.range(0, SECONDS)
                                    .mapToObj(second -> second + ": " + step(schedule, second)))
                    .as("connector %s of %s", connector, stack)
                    .isEqualTo(rules.everySecond(connector, SECONDS));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void isNeverAboveTheLimitOfAPurpose(int seed) {
        var stack = new RandomStacks(seed).next();
        var unit = seed % 2 == 0 ? ChargingRateUnit.A : ChargingRateUnit.W;
        var rules = new SecondBySecond(stack, FROM, unit);
        for (int connector = 0; connector <= stack.connectors(); connector++) {
            var schedule = CompositeSchedule.of(stack, connector, FROM, SECONDS, unit);
            for (int second = 0; second < SECONDS; second++) {
                var at = FROM.plusSeconds(second);
                var limit = schedule.limitAt(second);
                Stream.of(
                                rules.purpose(
                                        ChargingProfilePurpose.CHARGE_POINT_MAX_PROFILE, 0, at),
                                rules.sum(connector, at))
                        .flatMap(Optional::stream)
                        .map(rules::rounded)
                        .forEach(bound -> assertThat(limit).isNotNull().isLessThanOrEqualTo(bound));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void startsAtZeroAndEveryPeriodDiffersFromTheOneBefore(int seed) {
        var stack = new RandomStacks(seed).next();
        for (int connector = 0; connector <= stack.connectors(); connector++) {
            var periods =
                    CompositeSchedule.of(stack, connector, FROM, SECONDS, ChargingRateUnit.W)
                            .periods();
            assertThat(periods.getFirst().startPeriod()).isZero();
            for (int i = 1; i < periods.size(); i++) {
                var before = periods.get(i - 1);
                var period = periods.get(i);
                assertThat(period.startPeriod())
                        .isGreaterThan(before.startPeriod())
                        .isLessThan(SECONDS);
                assertThat(step(period)).isNotEqualTo(step(before));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void hasTheSameLimitAsTheSingleInstantWhereTransactionsRun(int seed) {
        var stack = new RandomStacks(seed).next();
        for (var transaction : stack.transactions()) {
            int connector = transaction.connectorId();
            var schedule =
                    CompositeSchedule.of(stack, connector, FROM, SECONDS, ChargingRateUnit.A);
            for (int second = 0; second < SECONDS; second += 7) {
                assertThat(
                                CompositeSchedule.limitAt(
                                        stack,
                                        connector,
                                        FROM.plusSeconds(second),
                                        ChargingRateUnit.A))
                        .isEqualTo(schedule.limitAt(second));
            }
        }
    }

    private static String step(CompositeSchedule schedule, int second) {
        return schedule.periods().stream()
                .filter(period -> period.startPeriod() <= second)
                .reduce((_, later) -> later)
                .map(CompositeScheduleTest::step)
                .orElseThrow();
    }

    private static String step(CompositePeriod period) {
        return period.limit() == null
                ? "none"
                : period.limit()
                        + (period.numberPhases() == null ? "" : "/" + period.numberPhases());
    }
}
