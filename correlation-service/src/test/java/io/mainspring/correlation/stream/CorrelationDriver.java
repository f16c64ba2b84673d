package io.mainspring.correlation.stream;

import io.mainspring.contracts.Call;
import io.mainspring.contracts.ConnectionNotice;
import io.mainspring.contracts.Delivery;
import io.mainspring.contracts.Outcome;
import io.mainspring.contracts.Owner;
import io.mainspring.contracts.Result;
import io.mainspring.contracts.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/**
 * The topology without a broker. Each topic has one partition, so a connection's epoch is the count
 * of notices before it.
 */
final class CorrelationDriver implements AutoCloseable {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, byte[]> calls;
    private final TestInputTopic<String, byte[]> results;
    private final TestInputTopic<String, byte[]> connections;
    private final TestOutputTopic<String, byte[]> deliveries;
    private final TestOutputTopic<String, byte[]> outcomes;
    private Instant now = NOON;
    private long notices;

    CorrelationDriver() {
        var settings = TestSettings.correlation();
        driver =
                new TopologyTestDriver(
                        CorrelationTopology.build(settings, meters),
                        StreamsProperties.of(
                                settings.streams(), Map.of("bootstrap.servers", "none:1")),
                        NOON);
        calls = input(Topic.CALLS);
        results = input(Topic.RESULTS);
        connections = input(Topic.CONNECTIONS);
        deliveries = output(Topic.DELIVERIES);
        outcomes = output(Topic.outcomes(Owner.CHARGEPOINT));
    }

    Instant now() {
        return now;
    }

    void ask(Call call) {
        pipe(calls, call.toRecord());
    }

    void answer(Result result) {
        pipe(results, result.toRecord());
    }

    /** Connects at the only partition there is; returns the connection's epoch. */
    long connect(String chargePointId) {
        return tell(Records.connected(chargePointId, 0, now));
    }

    void disconnect(String chargePointId, long epoch) {
        tell(Records.disconnected(chargePointId, 0, epoch, now));
    }

    long tell(ConnectionNotice notice) {
        pipe(connections, notice.toRecord());
        return notices++;
    }

    void sendRaw(Topic topic, ProducerRecord<String, byte[]> record) {
        pipe(input(topic), record);
    }

    void pass(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
    }

    List<Delivery> deliveries() {
        return deliveries.readRecordsToList().stream()
                .map(r -> Delivery.from(consumed(r)))
                .toList();
    }

    List<Outcome> outcomes() {
        return outcomes.readRecordsToList().stream().map(r -> Outcome.from(consumed(r))).toList();
    }

    List<TestRecord<String, byte[]>> deadLetters(Topic topic) {
        return output(topic.deadLetters()).readRecordsToList();
    }

    double ignored(String reason) {
        var counter = meters.find("ocpp.correlation.ignored").tag("reason", reason).counter();
        return counter == null ? 0 : counter.count();
    }

    long storedCalls() {
        try (var all =
                driver.<String, Call>getKeyValueStore(CorrelationTopology.OPEN_CALLS).all()) {
            long count = 0;
            for (; all.hasNext(); all.next()) {
                count++;
            }
            return count;
        }
    }

    @Override
    public void close() {
        driver.close();
    }

    private TestInputTopic<String, byte[]> input(Topic topic) {
        return driver.createInputTopic(
                topic.name(), new StringSerializer(), new ByteArraySerializer());
    }

    private TestOutputTopic<String, byte[]> output(Topic topic) {
        return driver.createOutputTopic(
                topic.name(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    private void pipe(TestInputTopic<String, byte[]> topic, ProducerRecord<String, byte[]> record) {
        topic.pipeInput(new TestRecord<>(record.key(), record.value(), record.headers(), now));
    }

    private static ConsumerRecord<String, byte[]> consumed(TestRecord<String, byte[]> record) {
        return new ConsumerRecord<>(
                "topic",
                0,
                0,
                record.timestamp(),
                TimestampType.CREATE_TIME,
                0,
                0,
                record.key(),
                record.value(),
                record.headers(),
                Optional.empty());
    }
}
