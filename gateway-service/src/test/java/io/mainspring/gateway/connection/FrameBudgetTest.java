package io.mainspring.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FrameBudgetTest {

    private static final long START = Long.MAX_VALUE - 5; // wraps around at once

    private final FrameBudget budget = new FrameBudget(10, 3, START);

    @Test
    void aBurstIsReadAtOnceAndNoMore() {
        for (int i = 0; i < 3; i++) {
            assertThat(budget.hasTokens(START)).isTrue();
            budget.take();
        }
        assertThat(budget.hasTokens(START)).isFalse();
    }

    @Test
    void afterTheBurstTheRateHolds() {
        for (int i = 0; i < 3; i++) {
            budget.take();
        }
        assertThat(budget.hasTokens(START + Duration.ofMillis(99).toNanos())).isFalse();
        assertThat(budget.hasTokens(START + Duration.ofMillis(101).toNanos())).isTrue();
    }

    @Test
    void silenceSavesUpNoMoreThanABurst() {
        long later = START + Duration.ofHours(1).toNanos();
        for (int i = 0; i < 3; i++) {
            assertThat(budget.hasTokens(later)).isTrue();
            budget.take();
        }
        assertThat(budget.hasTokens(later)).isFalse();
    }
}
