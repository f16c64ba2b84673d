package io.mainspring.transaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/** The other services' side of Kafka. */
public final class Topics {

    private final KafkaTemplate<String, byte[]> kafka;
    private final ConsumerFactory<String, byte[]> consumers;

    Topics(KafkaTemplate<String, byte[]> kafka, ConsumerFactory<String, byte[]> consumers) {
        this.kafka = kafka;
        this.consumers = consumers;
    }

    /** Returns when the broker holds the record. */
    public void send(ProducerRecord<String, byte[]> record) {
        kafka.send(record).join();
    }

    /** Reads a topic from its end on. */
    public Reader follow(String topic) {
        var consumer = consumers.createConsumer(null, "test-" + topic + "-" + System.nanoTime());
        var partitions =
                consumer.partitionsFor(topic).stream()
                        .map(p -> new TopicPartition(p.topic(), p.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return new Reader(consumer);
    }

    /** A place in a topic. */
    public static final class Reader implements AutoCloseable {

        private final Consumer<String, byte[]> consumer;
        private final List<ConsumerRecord<String, byte[]>> read = new ArrayList<>();

        Reader(Consumer<String, byte[]> consumer) {
            this.consumer = consumer;
        }

        /** Waits for the first record that fits. */
        public ConsumerRecord<String, byte[]> await(
                Predicate<ConsumerRecord<String, byte[]>> fits) {
            return awaitAll(fits, 1).getFirst();
        }

        /** Waits for so many records that fit. */
        public List<ConsumerRecord<String, byte[]>> awaitAll(
                Predicate<ConsumerRecord<String, byte[]>> fits, int count) {
            return Awaitility.await()
                    .atMost(20, TimeUnit.SECONDS)
                    .until(
                            () -> {
                                consumer.poll(Duration.ofMillis(50)).forEach(read::add);
                                return read.stream().filter(fits).toList();
                            },
                            found -> found.size() >= count);
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
