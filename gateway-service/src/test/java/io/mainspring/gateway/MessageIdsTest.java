package io.mainspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.gateway.pipe.PipeClock;
import java.time.Instant;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class MessageIdsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");

    private final MessageIds ids =
            new MessageIds(
                    new PipeClock() {
                        @Override
                        public Instant instant() {
                            return NOW;
                        }

                        @Override
                        public long nanos() {
                            return 0;
                        }
                    });

    @Test
    void theyAreUuidsOfVersion7ThatBeginWithTheTime() {
        var id = ids.get();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void thoseOfOneMillisecondDiffer() {
        var seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(seen.add(ids.get())).isTrue();
        }
    }
}
