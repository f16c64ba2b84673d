package io.mainspring.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class StorableTest {

    @Test
    void nulIsReplacedBecausePostgreSqlHasNoTextForIt() {
        assertThat(Storable.text("a\0b")).isEqualTo("a\uFFFDb");
        assertThat(Storable.text("plain")).isEqualTo("plain");
    }

    @Test
    void timesAreKeptToTheMicrosecondWithinTheYearsOneTo9999() {
        assertThat(Storable.time(Instant.parse("2026-03-01T10:00:00.123456789Z")))
                .isEqualTo("2026-03-01T10:00:00.123456Z");
        assertThat(Storable.time(Instant.parse("-0044-03-15T12:00:00Z")))
                .isEqualTo("0001-01-01T00:00:00Z");
        assertThat(Storable.time(Instant.MAX)).isEqualTo("9999-12-31T23:59:59.999999Z");
    }
}
