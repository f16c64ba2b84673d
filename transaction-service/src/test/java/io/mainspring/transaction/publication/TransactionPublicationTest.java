package io.mainspring.transaction.publication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.contracts.ContractJson;
import io.mainspring.contracts.transaction.TransactionStarted;
import io.mainspring.contracts.transaction.TransactionStopped;
import io.mainspring.transaction.GivenIdTags;
import io.mainspring.transaction.Topics;
import io.mainspring.transaction.TransactionServiceTest;
import io.mainspring.transaction.WireSide;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@TransactionServiceTest
class TransactionPublicationTest {

    @Autowired private Topics topics;
    @Autowired private WireSide wire;
    @Autowired private GivenIdTags idTags;

    private final String cp = "CP-" + UUID.randomUUID();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @Test
    void startsTakeOversAndStopsArePublishedInTheirOrderUnderTheChargePointsKey() {
        try (var events = topics.follow("events.transaction")) {
            int one = wire.start(cp, 1, idTags.accepted(), 100, now.minusSeconds(60));
            int two = wire.start(cp, 1, GivenIdTags.unheardOf(), 200, now.minusSeconds(30));
            wire.stop(
                    cp,
                    """
                    {"transactionId":%d,"meterStop":250,"timestamp":"%s","reason":"DeAuthorized"}\
                    """
                            .formatted(two, now));

            var published = events.awaitAll(record -> cp.equals(record.key()), 4);

            assertThat(published)
                    .extracting(record -> header(record, "ce_type"))
                    .containsExactly(
                            "transaction.started.v1",
                            "transaction.end-unknown.v1",
                            "transaction.started.v1",
                            "transaction.stopped.v1");
            assertThat(published)
                    .extracting(record -> header(record, "ce_source"))
                    .containsOnly("/mainspring/transaction");
            var started = ContractJson.read(TransactionStarted.class, published.get(2).value());
            assertThat(started.transactionId()).isEqualTo(two);
            assertThat(started.authorizationStatus()).isEqualTo("Invalid");
            var stopped = ContractJson.read(TransactionStopped.class, published.get(3).value());
            assertThat(stopped.energyWh()).isEqualTo(50);
            assertThat(stopped.reason()).isEqualTo("DeAuthorized");
            assertThat(one).isNotEqualTo(two);
        }
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
