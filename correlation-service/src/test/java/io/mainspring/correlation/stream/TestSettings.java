package io.mainspring.correlation.stream;

import io.mainspring.correlation.stream.CorrelationSettings.Streams;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/** The defaults of production, with a shorter queue and the shortest session brokers allow. */
final class TestSettings {

    static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
    static final int QUEUE = 3;

    private TestSettings() {}

    static CorrelationSettings correlation() {
        return new CorrelationSettings(
                ANSWER_TIMEOUT,
                QUEUE,
                50,
                DataSize.ofKilobytes(64),
                Duration.ofSeconds(2),
                new Streams(
                        "mainspring-correlation",
                        "",
                        1,
                        Duration.ofMillis(20),
                        Duration.ofSeconds(6),
                        Duration.ofSeconds(6),
                        1,
                        0));
    }
}
