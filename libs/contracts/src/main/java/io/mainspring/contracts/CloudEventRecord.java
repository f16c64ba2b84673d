package io.mainspring.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** How a published event stands on {@code events.<owner>}: CloudEvents 1.0 in binary mode. */
public final class CloudEventRecord {

    private CloudEventRecord() {}

    /**
     * @param key the record's key and the event's subject
     * @param id the same each time this event is sent
     * @param at when it happened
     * @throws IllegalArgumentException if the event's type is not {@link PublishedAs} anything
     */
    public static ProducerRecord<String, byte[]> of(
            Owner owner, String key, Object event, UUID id, Instant at) {
        var record =
                new ProducerRecord<>(Topic.events(owner).name(), key, ContractJson.write(event));
        record.headers()
                .add("ce_specversion", "1.0".getBytes(UTF_8))
                .add("ce_id", id.toString().getBytes(UTF_8))
                .add("ce_source", ("/mainspring/" + owner.wireName()).getBytes(UTF_8))
                .add("ce_type", type(event).getBytes(UTF_8))
                .add("ce_subject", key.getBytes(UTF_8))
                .add("ce_time", at.toString().getBytes(UTF_8))
                .add("content-type", "application/json".getBytes(UTF_8));
        return record;
    }

    private static String type(Object event) {
        var published = event.getClass().getAnnotation(PublishedAs.class);
        if (published == null) {
            throw new IllegalArgumentException(event.getClass() + " is not @PublishedAs anything");
        }
        return published.value();
    }
}
