package io.mainspring.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.contracts.Admission;
import io.mainspring.contracts.ConnectionNotice;
import io.mainspring.contracts.ConnectionNotice.State;
import io.mainspring.contracts.Delivery;
import io.mainspring.contracts.Owner;
import io.mainspring.contracts.Request;
import io.mainspring.contracts.Result;
import io.mainspring.contracts.Topic;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The other services, as far as the gateway can tell: what it has written, and what comes back. */
final class TestBroker implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String bootstrapServers;
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();

    /** Sees what is written from now on. */
    TestBroker(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 0),
                        new StringSerializer(),
                        new ByteArraySerializer());
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "auto.offset.reset",
                                "latest"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        var partitions =
                topics().map(Topic::name)
                        .flatMap(topic -> consumer.partitionsFor(topic).stream())
                        .map(p -> new TopicPartition(p.topic(), p.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    private static Stream<Topic> topics() {
        return Stream.concat(
                Stream.of(
                        Topic.CONNECTIONS,
                        Topic.RESULTS,
                        Topic.requests(Owner.TRANSACTION).deadLetters()),
                Stream.of(Owner.values()).map(Topic::requests));
    }

    void send(ProducerRecord<String, byte[]> record) {
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Admits a charge point with security profile 0 whose boot was accepted. */
    void admit(String chargePointId) {
        admit(chargePointId, RegistrationStatus.ACCEPTED);
    }

    void admit(String chargePointId, @Nullable RegistrationStatus registration) {
        send(
                new Admission(chargePointId, registration, 0, null, null, List.of(), true, false)
                        .toRecord());
    }

    void forget(String chargePointId) {
        send(new ProducerRecord<>(Topic.ADMISSIONS.name(), chargePointId, null));
    }

    void reply(Request to, String payload) {
        send(
                new Delivery.Reply(
                                to.chargePointId(),
                                to.returnAddress(),
                                to.uniqueId(),
                                payload.getBytes(UTF_8))
                        .toRecord());
    }

    Request nextRequest(String chargePointId) {
        return Request.from(
                next(r -> r.topic().startsWith("ocpp.requests.") && chargePointId.equals(r.key())));
    }

    ConsumerRecord<String, byte[]> nextUnreadable(String chargePointId) {
        var topic = Topic.requests(Owner.TRANSACTION).deadLetters().name();
        return next(r -> r.topic().equals(topic) && chargePointId.equals(r.key()));
    }

    Result nextResult(String chargePointId) {
        var record =
                next(r -> r.topic().equals(Topic.RESULTS.name()) && chargePointId.equals(r.key()));
        return Result.from(record.key(), record.headers(), record.value());
    }

    /** A notice and its place in the topic. */
    record Noticed(ConnectionNotice notice, long offset) {

        long epoch() {
            return notice.epochAt(offset);
        }
    }

    Noticed nextNotice(String chargePointId) {
        var record =
                next(r ->
                        r.topic().equals(Topic.CONNECTIONS.name())
                                && chargePointId.equals(r.key()));
        return new Noticed(ConnectionNotice.read(record.value()), record.offset());
    }

    /** The last word about a charge point: what a reader of the compacted topic would find. */
    @Nullable Noticed lastNotice(String chargePointId) {
        var records = read(Topic.CONNECTIONS, chargePointId);
        if (records.isEmpty()) {
            return null;
        }
        var last = records.getLast();
        return new Noticed(ConnectionNotice.read(last.value()), last.offset());
    }

    @Nullable State connectionState(String chargePointId) {
        var last = lastNotice(chargePointId);
        return last == null ? null : last.notice().state();
    }

    /** Authorizations of that charge point, from the beginning of time. */
    List<Request> authorizations(String chargePointId) {
        return read(Topic.requests(Owner.AUTH), chargePointId).stream().map(Request::from).toList();
    }

    private List<ConsumerRecord<String, byte[]>> read(Topic topic, String chargePointId) {
        try (var reader =
                new KafkaConsumer<>(
                        Map.<String, Object>of("bootstrap.servers", bootstrapServers),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            var partitions =
                    reader.partitionsFor(topic.name()).stream()
                            .map(p -> new TopicPartition(p.topic(), p.partition()))
                            .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            var ends = reader.endOffsets(partitions);
            var found = new ArrayList<ConsumerRecord<String, byte[]>>();
            while (ends.entrySet().stream()
                    .anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
                for (var record : reader.poll(Duration.ofMillis(100))) {
                    if (chargePointId.equals(record.key())) {
                        found.add(record);
                    }
                }
            }
            return found;
        }
    }

    /** All that was written so far for that charge point and has not been taken. */
    List<ConsumerRecord<String, byte[]>> rest(String chargePointId) {
        seen.addAll(poll(Duration.ofMillis(500)));
        return seen.stream().filter(r -> chargePointId.equals(r.key())).toList();
    }

    private ConsumerRecord<String, byte[]> next(Predicate<ConsumerRecord<String, byte[]>> wanted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            for (var record : seen) {
                if (wanted.test(record)) {
                    seen.remove(record);
                    return record;
                }
            }
            seen.addAll(poll(Duration.ofMillis(100)));
        }
        throw new AssertionError("nothing came; not asked for: " + seen);
    }

    private List<ConsumerRecord<String, byte[]>> poll(Duration patience) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        consumer.poll(patience).forEach(records::add);
        return records;
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
