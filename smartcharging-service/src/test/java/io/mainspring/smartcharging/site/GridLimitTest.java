package io.mainspring.smartcharging.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GridLimitTest {

    private static final Instant MONDAY_TEN = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void onceIsOnce() {
        var limit = amperes(period(null, MONDAY_TEN, 3_600, 40));

        assertThat(limit.at(MONDAY_TEN.minusSeconds(1))).isEqualTo(630);
        assertThat(limit.at(MONDAY_TEN)).isEqualTo(400);
        assertThat(limit.at(MONDAY_TEN.plusSeconds(3_600))).isEqualTo(630);
        assertThat(limit.lowest(MONDAY_TEN)).isEqualTo(400);
        assertThat(limit.lowest(MONDAY_TEN.plusSeconds(3_600))).isEqualTo(630);
        assertThat(limit.changes(MONDAY_TEN.minusSeconds(9), MONDAY_TEN.plusSeconds(86_400)))
                .containsExactly(MONDAY_TEN, MONDAY_TEN.plusSeconds(3_600));
    }

    @Test
    void dailyAndWeeklyComeBackAndTheLowestCounts() {
        var limit =
                amperes(
                        period(LimitPeriod.Recurrency.Daily, MONDAY_TEN, 3_600, 40),
                        period(LimitPeriod.Recurrency.Weekly, MONDAY_TEN, 1_800, 20));
        int day = 86_400;

        assertThat(limit.at(MONDAY_TEN)).isEqualTo(200);
        assertThat(limit.at(MONDAY_TEN.plusSeconds(1_800))).isEqualTo(400);
        assertThat(limit.at(MONDAY_TEN.plusSeconds(day))).isEqualTo(400);
        assertThat(limit.at(MONDAY_TEN.plusSeconds(day + 3_600))).isEqualTo(630);
        assertThat(limit.at(MONDAY_TEN.plusSeconds(7L * day + 1_799))).isEqualTo(200);
        assertThat(limit.at(MONDAY_TEN.minusSeconds(7L * day)))
                .as("not before the first")
                .isEqualTo(630);
        assertThat(limit.lowest(MONDAY_TEN.plusSeconds(900L * day))).isEqualTo(200);
        assertThat(
                        limit.changes(
                                MONDAY_TEN.plusSeconds(3_600), MONDAY_TEN.plusSeconds(day + 3_601)))
                .containsExactlyInAnyOrder(
                        MONDAY_TEN.plusSeconds(day), MONDAY_TEN.plusSeconds(day + 3_600));
    }

    @Test
    void aWholeDayThatComesBackNeverEnds() {
        var limit = amperes(period(LimitPeriod.Recurrency.Daily, MONDAY_TEN, 86_400, 40));

        for (int hour = 0; hour < 60; hour++) {
            assertThat(limit.at(MONDAY_TEN.plusSeconds(3_600L * hour))).isEqualTo(400);
        }
    }

    @Test
    void wattsAreOfThreePhasesRoundedDown() {
        var limit = new GridLimit(GridLimit.Unit.W, BigDecimal.valueOf(22_000), 230, List.of());

        assertThat(limit.at(MONDAY_TEN)).isEqualTo(318);
        assertThat(limit.wattsPerAmpere()).isEqualTo(690);
    }

    @Test
    void fewPeriodsSayTheSameOrLess() {
        var allowance =
                new Allowance.Builder()
                        .from(MONDAY_TEN, 320)
                        .from(MONDAY_TEN.plusSeconds(60), 200)
                        .from(MONDAY_TEN.plusSeconds(120), 100)
                        .from(MONDAY_TEN.plusSeconds(180), 60)
                        .build();

        for (int most = 1; most <= 5; most++) {
            var shorter = allowance.within(most);
            assertThat(shorter.steps()).hasSizeLessThanOrEqualTo(most);
            assertThat(shorter.rest()).isEqualTo(60);
            for (int second = 0; second < 240; second += 20) {
                var at = MONDAY_TEN.plusSeconds(second);
                assertThat(shorter.at(at)).isLessThanOrEqualTo(allowance.at(at));
            }
        }
    }

    private static GridLimit amperes(LimitPeriod... periods) {
        return new GridLimit(GridLimit.Unit.A, BigDecimal.valueOf(63), 230, List.of(periods));
    }

    private static LimitPeriod period(
            LimitPeriod.@Nullable Recurrency recurrency, Instant start, int duration, int amperes) {
        return new LimitPeriod(recurrency, start, duration, BigDecimal.valueOf(amperes));
    }
}
