package io.mainspring.kit.eventsourcing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.contracts.ContractJson;
import io.mainspring.contracts.Owner;
import io.mainspring.contracts.PublishedAs;
import io.mainspring.contracts.Topic;
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
                records.add(cloudEvent(stored, published, number++));
            }
        }
        Acknowledged.send(kafka, records);
    }

    private ProducerRecord<String, byte[]> cloudEvent(
            StoredEvent stored, Publication.Published published, int number) {
        var event = published.event();
        var record =
                new ProducerRecord<>(
                        Topic.events(owner).name(), published.key(), ContractJson.write(event));
        var id = number == 0 ? stored.id() : derived(stored.id(), number);
        record.headers()
                .add("ce_specversion", "1.0".getBytes(UTF_8))
                .add("ce_id", id.toString().getBytes(UTF_8))
                .add("ce_source", ("/mainspring/" + owner.wireName()).getBytes(UTF_8))
                .add("ce_type", type(event).getBytes(UTF_8))
                .add("ce_subject", published.key().getBytes(UTF_8))
                .add("ce_time", stored.at().toString().getBytes(UTF_8))
                .add("content-type", "application/json".getBytes(UTF_8));
        return record;
    }

    private static String type(Object event) {
        var published = event.getClass().getAnnotation(PublishedAs.class);
        if (published == null) {
            throw new IllegalStateException(event.getClass() + " is not @PublishedAs anything");
        }
        return published.value();
    }

    private static UUID derived(UUID id, int number) {
        return UUID.nameUUIDFromBytes((id + "/" + number).getBytes(UTF_8));
    }
}
