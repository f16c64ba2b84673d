package io.mainspring.correlation.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.contracts.Call;
import io.mainspring.contracts.ContractJson;
import io.mainspring.contracts.Delivery;
import io.mainspring.contracts.Topic;
import io.mainspring.correlation.window.CallWindow;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;
import org.apache.kafka.streams.state.Stores;

/**
 * Three co-partitioned topics in, deliveries, outcomes and dead letters out, and between them one
 * {@link CallCorrelation} per partition with its two stores.
 */
final class CorrelationTopology {

    /** Store of the {@link CallWindow} of each charge point. */
    static final String WINDOWS = "windows";

    /** Store of the {@link Call} of each open command, by {@link #callKey}. */
    static final String OPEN_CALLS = "open-calls";

    static final String DELIVERIES_SINK = "deliveries";
    static final String OUTCOMES_SINK = "outcomes";
    static final String DEAD_LETTERS_SINK = "dead-letters";

    private static final String CORRELATION = "correlation";
    private static final Map<String, String> CHANGELOG = Map.of("segment.ms", "3600000");

    private CorrelationTopology() {}

    static Topology build(CorrelationSettings settings, MeterRegistry meters) {
        var topology = new Topology();
        var sources = new String[] {"calls", "results", "connections"};
        source(topology, sources[0], Topic.CALLS);
        source(topology, sources[1], Topic.RESULTS);
        source(topology, sources[2], Topic.CONNECTIONS);
        topology.addProcessor(CORRELATION, () -> new CallCorrelation(settings, meters), sources);
        store(topology, WINDOWS, CallWindow.class);
        store(topology, OPEN_CALLS, Call.class);
        topology.addSink(
                DELIVERIES_SINK,
                Topic.DELIVERIES.name(),
                new StringSerializer(),
                serializer(Delivery::value),
                toReturnAddress(),
                CORRELATION);
        TopicNameExtractor<String, AskedOutcome> askersTopic =
                (_, outcome, _) -> Topic.outcomes(outcome.asker()).name();
        topology.addSink(
                OUTCOMES_SINK,
                askersTopic,
                new StringSerializer(),
                serializer((AskedOutcome asked) -> ContractJson.write(asked.outcome())),
                CORRELATION);
        TopicNameExtractor<String, byte[]> deadLetters =
                (_, _, context) -> new Topic(context.topic()).deadLetters().name();
        topology.addSink(
                DEAD_LETTERS_SINK,
                deadLetters,
                new StringSerializer(),
                new ByteArraySerializer(),
                CORRELATION);
        return topology;
    }

    static String callKey(String chargePointId, UUID commandId) {
        return chargePointId + '/' + commandId;
    }

    private static void source(Topology topology, String name, Topic topic) {
        topology.addSource(
                AutoOffsetReset.earliest(),
                name,
                new UsePartitionTimeOnInvalidTimestamp(),
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                topic.name());
    }

    private static <T> void store(Topology topology, String name, Class<T> type) {
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(name), Serdes.String(), json(type))
                        .withLoggingEnabled(CHANGELOG),
                CORRELATION);
    }

    /**
     * The partition is the address. A gateway's partition that does not exist cannot be reached: the
     * delivery is dropped, and its call times out.
     */
    private static StreamPartitioner<String, Delivery> toReturnAddress() {
        return (_, _, delivery, partitions) -> {
            int partition = delivery.to().partition();
            return Optional.of(
                    partition >= 0 && partition < partitions ? Set.of(partition) : Set.of());
        };
    }

    private static <T> Serde<T> json(Class<T> type) {
        Deserializer<T> deserializer =
                (_, bytes) -> bytes == null ? null : ContractJson.read(type, bytes);
        return Serdes.serdeFrom(serializer(ContractJson::write), deserializer);
    }

    private interface Bytes<T> {
        byte[] of(T value);
    }

    private static <T> Serializer<T> serializer(Bytes<T> bytes) {
        return (_, value) -> value == null ? null : bytes.of(value);
    }

    /** A header's value. */
    static byte[] text(String value) {
        return value.getBytes(UTF_8);
    }
}
