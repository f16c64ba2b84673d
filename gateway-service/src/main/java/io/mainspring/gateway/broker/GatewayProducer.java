package io.mainspring.gateway.broker;

import io.mainspring.contracts.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * The one producer of this gateway, called on event loops: it never blocks and never throws. What
 * it is given is kept in order per charge point, and its fate is told to the callback on the
 * producer's thread, or on the caller's if it fails at once.
 */
public final class GatewayProducer implements AutoCloseable {

    private final Producer<String, byte[]> producer;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * @param producer with {@code max.block.ms=0}
     * @param topics whose partitions it gets to know ahead of the first record, as far as they exist
     */
    public GatewayProducer(Producer<String, byte[]> producer, List<Topic> topics) {
        this.producer = producer;
        Thread.ofVirtual()
                .name("gateway-topic-metadata")
                .start(() -> learnPartitions(new ArrayList<>(topics)));
    }

    public void send(ProducerRecord<String, byte[]> record, Callback callback) {
        try {
            var _ = producer.send(record, callback);
        } catch (KafkaException | IllegalStateException e) {
            // closed, or too big for the producer: such a record never gets any further
            callback.onCompletion(null, e);
        }
    }

    /** Sends what is still buffered, for at most ten seconds. */
    @Override
    public void close() {
        closed.countDown();
        producer.close(Duration.ofSeconds(10));
    }

    /** A send to a topic without known partitions fails at once, so they are asked for early. */
    private void learnPartitions(List<Topic> unknown) {
        try {
            do {
                unknown.removeIf(this::isKnown);
            } while (!unknown.isEmpty() && !closed.await(200, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isKnown(Topic topic) {
        try {
            return !producer.partitionsFor(topic.name()).isEmpty();
        } catch (KafkaException e) {
            return false;
        }
    }
}
