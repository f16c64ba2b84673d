package io.mainspring.simulator.chargepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(1));
    private final RandomGenerator random = new SplittableRandom(1);

    @Test
    void theWaitDoublesWithEachFailureAndIsSpreadOverItsUpperHalf() {
        for (var failures = 1; failures <= 5; failures++) {
            var due = Duration.ofSeconds(1L << failures);
            assertThat(backoff.delay(failures, random)).isBetween(due.dividedBy(2), due);
        }
    }

    @Test
    void noWaitIsLongerThanTheLongestHoweverOftenItFailed() {
        assertThat(backoff.delay(6, random)).isLessThanOrEqualTo(Duration.ofMinutes(1));
        assertThat(backoff.delay(1_000_000, random)).isLessThanOrEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aFleetThatLostItsConnectionAtOnceDoesNotComeBackAtOnce() {
        var distinct =
                IntStream.range(0, 1_000)
                        .mapToObj(_ -> backoff.delay(4, random))
                        .distinct()
                        .count();

        assertThat(distinct).isGreaterThan(990);
    }
}
