package io.mainspring.kit.eventsourcing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.contracts.CloudEventRecord;
import io.mainspring.contracts.Owner;
import io.mainspring.kit.polls.Acknowledged;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Publishes stored events to {@code events.<owner>} as CloudEvents 1.0 (binary mode): in order per
 * aggregate, at least once, each time with the same id.
 */
final class PublicationFollower implements EventFollower {

    private final Publication publication;
    private final Owner owner;
    private final KafkaTemplate<String, byte[]> kafka;

    PublicationFollower(Publication publication, Owner owner, KafkaTemplate<String, byte[]> kafka) {
        this.publication = publication;
        this.owner = owner;
        this.kafka = kafka;
    }

    @Override
    public String name() {
        return "publication";
    }

    @Override
    public void handle(List<StoredEvent> batch) {
        var records = new ArrayList<ProducerRecord<String, byte[]>>(batch.size());
        for (var stored : batch) {
            int number = 0;
            for (var published : publication.publish(stored)) {
                var id = number == 0 ? stored.id() : derived(stored.id(), number);
                number++;
                records.add(
                        CloudEventRecord.of(
                                owner, published.key(), published.event(), id, stored.at()));
            }
        }
        Acknowledged.send(kafka, records);
    }

    private static UUID derived(UUID id, int number) {
        return UUID.nameUUIDFromBytes((id + "/" + number).getBytes(UTF_8));
    }
}
