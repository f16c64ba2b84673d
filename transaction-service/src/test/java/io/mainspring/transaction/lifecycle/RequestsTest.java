package io.mainspring.transaction.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.contracts.Delivery;
import io.mainspring.contracts.Request;
import io.mainspring.contracts.ReturnAddress;
import io.mainspring.contracts.Topic;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.transaction.GivenIdTags;
import io.mainspring.transaction.Topics;
import io.mainspring.transaction.TransactionServiceTest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** From the gateway's topic and back to its partition. */
@TransactionServiceTest
class RequestsTest {

    @Autowired private Topics topics;
    @Autowired private GivenIdTags idTags;

    private final String cp = "CP-" + UUID.randomUUID();

    @Test
    void aSessionIsAnsweredAtItsReturnAddress() {
        try (var deliveries = topics.follow(Topic.DELIVERIES.name())) {
            topics.send(
                    request(
                            "m-1",
                            Action.START_TRANSACTION,
                            """
                            {"connectorId":1,"idTag":"%s","meterStart":0,"timestamp":"%s"}\
                            """
                                    .formatted(idTags.accepted(), Instant.now())));
            var started = deliveries.await(record -> cp.equals(record.key()));
            var start = (Delivery.Reply) Delivery.from(started);
            int id = JsonMapper.shared().readTree(start.payload()).get("transactionId").asInt();
            topics.send(
                    request(
                            "m-2",
                            Action.METER_VALUES,
                            """
                            {"connectorId":1,"transactionId":%d,"meterValue":[]}\
                            """
                                    .formatted(id)));
            topics.send(
                    request(
                            "m-3",
                            Action.STOP_TRANSACTION,
                            """
                            {"transactionId":%d,"meterStop":5,"timestamp":"%s"}\
                            """
                                    .formatted(id, Instant.now())));
            var answers = deliveries.awaitAll(record -> cp.equals(record.key()), 2);

            assertThat(start.to()).isEqualTo(new ReturnAddress(3, 77));
            assertThat(new String(start.payload(), UTF_8))
                    .contains("\"idTagInfo\":{\"status\":\"Accepted\"}");
            var stop = (Delivery.Reply) Delivery.from(answers.get(1));
            assertThat(stop.uniqueId()).isEqualTo("m-3");
            assertThat(new String(stop.payload(), UTF_8)).isEqualTo("{}");
        }
    }

    private ProducerRecord<String, byte[]> request(String uniqueId, Action action, String payload) {
        return new Request(
                        cp,
                        UUID.randomUUID(),
                        action,
                        uniqueId,
                        new ReturnAddress(3, 77),
                        Instant.now(),
                        List.of(),
                        payload.getBytes(UTF_8))
                .toRecord();
    }
}
