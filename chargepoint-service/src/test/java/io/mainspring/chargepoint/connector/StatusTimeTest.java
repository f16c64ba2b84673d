package io.mainspring.chargepoint.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class StatusTimeTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void withoutATimestampTheTimeOfReceiptCounts() {
        assertThat(StatusTime.since(null, NOON, null)).isEqualTo(NOON);
    }

    @Test
    void aStatusThatWaitedOfflineKeepsItsTime() {
        var morning = NOON.minusSeconds(7200);

        assertThat(StatusTime.since(morning, NOON, null)).isEqualTo(morning);
    }

    @Test
    void aClockThatWasNeverSetOrIsFarAheadIsNotBelieved() {
        assertThat(StatusTime.since(Instant.EPOCH, NOON, null)).isEqualTo(NOON);
        assertThat(StatusTime.since(NOON.plusSeconds(3600), NOON, null)).isEqualTo(NOON);
        assertThat(StatusTime.since(NOON.plusSeconds(60), NOON, null))
                .isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void theOrderIsThatOfArrivalSoIntervalsNeverOverlap() {
        assertThat(StatusTime.since(NOON.minusSeconds(10), NOON, NOON.minusSeconds(5)))
                .isEqualTo(NOON.minusSeconds(5));
    }
}
