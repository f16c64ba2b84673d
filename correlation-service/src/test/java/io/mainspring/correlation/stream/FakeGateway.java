package io.mainspring.correlation.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.contracts.Call;
import io.mainspring.contracts.Delivery;
import io.mainspring.contracts.Outcome;
import io.mainspring.contracts.Owner;
import io.mainspring.contracts.Result;
import io.mainspring.contracts.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A gateway whose charge points answer "Accepted", and the service that asks: the two sides of the
 * correlation service. Reads deliveries uncommitted and outcomes committed, as the real ones do. Not
 * thread-safe.
 */
final class FakeGateway implements AutoCloseable {

    static final int PARTITION = 2;

    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> deliveries;
    private final KafkaConsumer<String, byte[]> outcomes;
    private final Set<String> onTheWire = new HashSet<>();
    private final List<Delivery.Send> sent = new ArrayList<>();
    private final List<Outcome> ended = new ArrayList<>();

    FakeGateway(String bootstrapServers) {
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 0),
                        new StringSerializer(),
                        new ByteArraySerializer());
        deliveries = consumer(bootstrapServers, "read_uncommitted");
        deliveries.assign(List.of(new TopicPartition(Topic.DELIVERIES.name(), PARTITION)));
        deliveries.seekToBeginning(List.of());
        outcomes = consumer(bootstrapServers, "read_committed");
        var topic = Topic.outcomes(Owner.CHARGEPOINT).name();
        outcomes.assign(
                outcomes.partitionsFor(topic).stream()
                        .map(p -> new TopicPartition(topic, p.partition()))
                        .toList());
        outcomes.seekToBeginning(List.of());
    }

    /** Returns the connection's epoch. */
    long connect(String chargePointId) {
        return publish(Records.connected(chargePointId, PARTITION, Instant.now()).toRecord());
    }

    void ask(Call call) {
        publish(call.toRecord());
    }

    void answer(Delivery.Send send) {
        publish(accepted(send).toRecord());
    }

    /**
     * Waits for calls on the wire and hands each to the charge point once: what was sent in a
     * transaction that was rolled back comes again with the same id.
     */
    void deliver(Duration patience, Consumer<Delivery.Send> chargePoint) {
        for (var record : deliveries.poll(patience)) {
            if (Delivery.from(record) instanceof Delivery.Send send) {
                sent.add(send);
                if (onTheWire.add(send.uniqueId())) {
                    chargePoint.accept(send);
                }
            }
        }
    }

    /** All outcomes so far, repeats included. */
    List<Outcome> outcomes(Duration patience) {
        for (var record : outcomes.poll(patience)) {
            ended.add(Outcome.from(record));
        }
        return List.copyOf(ended);
    }

    /** All calls that were put on the wire or would have been, repeats included. */
    List<Delivery.Send> sent() {
        return List.copyOf(sent);
    }

    @Override
    public void close() {
        producer.close();
        deliveries.close();
        outcomes.close();
    }

    private static Result accepted(Delivery.Send send) {
        return new Result(
                send.chargePointId(),
                send.to().epoch(),
                send.uniqueId(),
                Instant.now(),
                null,
                null,
                "{\"status\":\"Accepted\"}".getBytes(UTF_8));
    }

    private long publish(ProducerRecord<String, byte[]> record) {
        try {
            return producer.send(record).get(20, TimeUnit.SECONDS).offset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KafkaConsumer<String, byte[]> consumer(
            String bootstrapServers, String isolation) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", isolation),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }
}
