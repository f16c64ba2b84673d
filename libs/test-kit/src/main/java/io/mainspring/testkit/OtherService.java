package io.mainspring.testkit;

import io.mainspring.contracts.CloudEventRecord;
import io.mainspring.contracts.Owner;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes events as another service of the platform does. */
public final class OtherService implements AutoCloseable {

    private final Owner owner;
    private final KafkaProducer<String, byte[]> kafka =
            new KafkaProducer<>(
                    Map.of("bootstrap.servers", Engines.kafka().bootstrapServers()),
                    new StringSerializer(),
                    new ByteArraySerializer());

    public OtherService(Owner owner) {
        this.owner = owner;
    }

    /** An event that happened just now; returns when the broker holds it. */
    public void publishes(String key, Object event) {
        publishes(key, event, UUID.randomUUID());
    }

    /** With an id of the caller's choice: the same again is a repetition. */
    public void publishes(String key, Object event, UUID id) {
        try {
            var _ = kafka.send(CloudEventRecord.of(owner, key, event, id, Instant.now())).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kafka.close();
    }
}
