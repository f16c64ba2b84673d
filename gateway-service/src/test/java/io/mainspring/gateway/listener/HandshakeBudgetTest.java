package io.mainspring.gateway.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HandshakeBudgetTest {

    private final AtomicLong nanos = new AtomicLong();
    private final HandshakeBudget budget = new HandshakeBudget(2, nanos::get);

    @Test
    void noMoreThanTheRateIsGrantedInASecond() {
        assertThat(budget.tryTake()).isTrue();
        assertThat(budget.tryTake()).isTrue();
        assertThat(budget.tryTake()).isFalse();
        nanos.addAndGet(Duration.ofMillis(499).toNanos());
        assertThat(budget.tryTake()).isFalse();
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(budget.tryTake()).isTrue();
    }

    @Test
    void aQuietHourIsWorthASecond() {
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(budget.tryTake()).isTrue();
        assertThat(budget.tryTake()).isTrue();
        assertThat(budget.tryTake()).isFalse();
    }
}
