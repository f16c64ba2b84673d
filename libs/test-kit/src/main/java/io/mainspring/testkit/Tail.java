package io.mainspring.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything that a topic got since this was made. Not thread-safe. */
public final class Tail implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();

    public Tail(String topic) {
        consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", Engines.kafka().bootstrapServers()),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        var partitions = partitions(topic);
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** The first record that fits, waited for. */
    public ConsumerRecord<String, byte[]> first(Predicate<ConsumerRecord<String, byte[]>> fits) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Optional<ConsumerRecord<String, byte[]>> found = find(fits);
        while (found.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no such record within " + PATIENCE + "; seen: " + seen);
            }
            consumer.poll(Duration.ofMillis(50)).forEach(seen::add);
            found = find(fits);
        }
        return found.get();
    }

    /** All records so far that fit. */
    public List<ConsumerRecord<String, byte[]>> all(
            Predicate<ConsumerRecord<String, byte[]>> fits) {
        consumer.poll(Duration.ofMillis(100)).forEach(seen::add);
        return seen.stream().filter(fits).toList();
    }

    private List<TopicPartition> partitions(String topic) {
        var partitions =
                consumer.partitionsFor(topic).stream()
                        .map(p -> new TopicPartition(p.topic(), p.partition()))
                        .toList();
        if (partitions.isEmpty()) {
            throw new IllegalStateException("no topic " + topic + ": is the service started?");
        }
        return partitions;
    }

    private Optional<ConsumerRecord<String, byte[]>> find(
            Predicate<ConsumerRecord<String, byte[]>> fits) {
        return seen.stream().filter(fits).findFirst();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
