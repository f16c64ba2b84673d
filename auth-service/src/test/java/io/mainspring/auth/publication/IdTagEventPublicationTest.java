package io.mainspring.auth.publication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.mainspring.auth.AuthServiceTest;
import io.mainspring.auth.ChargePoints;
import io.mainspring.auth.Rest;
import io.mainspring.contracts.ContractJson;
import io.mainspring.contracts.Owner;
import io.mainspring.contracts.PublishedAs;
import io.mainspring.contracts.Topic;
import io.mainspring.contracts.auth.IdTagChanged;
import io.mainspring.contracts.auth.IdTagDeleted;
import io.mainspring.contracts.auth.IdTagStatus;
import io.mainspring.testkit.GoldenFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.beans.factory.annotation.Autowired;

@AuthServiceTest
class IdTagEventPublicationTest {

    private static final Instant NEW_YEAR = Instant.parse("2027-01-01T00:00:00Z");

    static final List<Record> EVENTS =
            List.of(
                    new IdTagChanged("DeadBeef", IdTagStatus.BLOCKED, NEW_YEAR, "FLEET"),
                    new IdTagDeleted("DeadBeef"));

    private final Rest operator;

    @Autowired
    IdTagEventPublicationTest(Rest operator) {
        this.operator = operator;
    }

    @Test
    void everyChangeIsPublishedInOrderUnderTheIdTagsKey() {
        operator.put(
                "/Pub-1", "{\"status\": \"Accepted\", \"expiryDate\": \"2027-01-01T00:00:00Z\"}");
        operator.put("/PUB-1", "{\"status\": \"Blocked\", \"parentIdTag\": \"Fleet\"}");
        operator.put("/pub-1", "{\"status\": \"Blocked\", \"parentIdTag\": \"Fleet\"}");
        operator.delete("/pub-1");

        var published =
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> published("pub-1"), events -> events.size() >= 3);

        assertThat(published)
                .extracting(CloudEvent::getType)
                .containsExactly("id-tag.changed.v1", "id-tag.changed.v1", "id-tag.deleted.v1");
        assertThat(published).extracting(CloudEvent::getSubject).containsOnly("pub-1");
        assertThat(published).extracting(CloudEvent::getId).doesNotHaveDuplicates();
        assertThat(published)
                .extracting(event -> new String(data(event), UTF_8))
                .containsExactly(
                        """
                        {"idTag":"Pub-1","status":"Accepted","expiryDate":"2027-01-01T00:00:00Z"}\
                        """,
                        """
                        {"idTag":"Pub-1","status":"Blocked","parentIdTag":"Fleet"}\
                        """,
                        """
                        {"idTag":"Pub-1"}\
                        """);
    }

    @ParameterizedTest
    @FieldSource("EVENTS")
    void aPublishedEventIsWrittenAndReadAsItsGoldenFileSays(Record event) {
        var type = requireNonNull(event.getClass().getAnnotation(PublishedAs.class)).value();
        GoldenFiles.pins(
                "published/" + type,
                event,
                e -> new String(ContractJson.write(e), UTF_8),
                json -> ContractJson.read(event.getClass(), json.getBytes(UTF_8)));
    }

    @Test
    void aStatusOfALaterVersionIsReadAsUnknown() {
        var later = "{\"idTag\":\"A\",\"status\":\"Suspended\",\"since\":1}".getBytes(UTF_8);
        assertThat(ContractJson.read(IdTagChanged.class, later))
                .isEqualTo(new IdTagChanged("A", IdTagStatus.UNKNOWN, null, null));
    }

    private static List<CloudEvent> published(String key) {
        return ChargePoints.everythingOn(Topic.events(Owner.AUTH)).stream()
                .filter(record -> key.equals(record.key()))
                .map(record -> KafkaMessageFactory.createReader(record).toEvent())
                .toList();
    }

    private static byte[] data(CloudEvent event) {
        return requireNonNull(event.getData()).toBytes();
    }
}
