package io.mainspring.scenarios.bed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who listens to what the platform publishes, from its first event on. */
public final class Events implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final List<String> TOPICS =
            List.of(
                    "events.transaction",
                    "events.chargepoint",
                    "events.auth",
                    "events.smartcharging",
                    "events.firmware",
                    "events.reservation");

    private final JsonMapper json = JsonMapper.builder().build();
    private final List<Event> heard = new CopyOnWriteArrayList<>();
    private final Thread reader;
    private volatile boolean ended;

    /** A CloudEvent in binary mode. */
    public record Event(String type, String key, String id, JsonNode data) {}

    Events(String bootstrap) {
        reader = Thread.ofVirtual().start(() -> read(bootstrap));
    }

    private void read(String bootstrap) {
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of("bootstrap.servers", bootstrap),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            var partitions =
                    TOPICS.stream()
                            .flatMap(topic -> consumer.partitionsFor(topic).stream())
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!ended) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    heard.add(
                            new Event(
                                    header(record, "ce_type"),
                                    record.key(),
                                    header(record, "ce_id"),
                                    json.readTree(record.value())));
                }
            }
        }
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(Objects.requireNonNull(record.headers().lastHeader(name)).value(), UTF_8);
    }

    /** Waits for the first event of this type about this charge point or idTag. */
    public Event await(String type, String key) {
        return Awaitility.await(type + " of " + key)
                .atMost(PATIENCE)
                .until(() -> of(type, key), found -> !found.isEmpty())
                .getFirst();
    }

    /** What has been published so far. */
    public List<Event> of(String type, String key) {
        return heard.stream()
                .filter(event -> event.type().equals(type) && event.key().equals(key))
                .toList();
    }

    @Override
    public void close() {
        ended = true;
        try {
            reader.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
