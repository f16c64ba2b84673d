package io.mainspring.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.contracts.Call;
import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Ends the calls of this service as a test wants it, in place of correlation-service. */
public final class Correlation implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, Function<Call, ? extends @Nullable End>> charge =
            new ConcurrentHashMap<>();
    private final Map<String, List<Call>> calls = new ConcurrentHashMap<>();
    private final KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(
                    Map.of("bootstrap.servers", Engines.kafka().bootstrapServers()),
                    new StringSerializer(),
                    new ByteArraySerializer());
    private final CountDownLatch ready = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::run);
    private volatile boolean running = true;

    /** How a call ends. */
    public record End(CommandStatus status, @Nullable String response, @Nullable String error) {

        public static End answered(String response) {
            return new End(CommandStatus.ANSWERED, response, null);
        }

        public static End error(String code) {
            return new End(CommandStatus.ERROR, null, code);
        }

        public static End of(CommandStatus status) {
            return new End(status, null, null);
        }
    }

    /**
     * From now on this is how calls to a charge point end; null: this call does not. A call to another charge point stays
     * without end.
     */
    public void ends(String chargePointId, Function<Call, ? extends @Nullable End> how) {
        start();
        charge.put(chargePointId, how);
    }

    /** The calls to a charge point so far, in their order. */
    public List<Call> calls(String chargePointId) {
        return List.copyOf(calls.getOrDefault(chargePointId, List.of()));
    }

    public static JsonNode payload(Call call) {
        return JSON.readTree(new String(call.payload(), UTF_8));
    }

    private synchronized void start() {
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
        try {
            ready.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (var consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", Engines.kafka().bootstrapServers()),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            var partitions =
                    consumer.partitionsFor("ocpp.calls").stream()
                            .map(p -> new TopicPartition(p.topic(), p.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            ready.countDown();
            while (running) {
                for (var record : consumer.poll(Duration.ofMillis(50))) {
                    end(Call.from(record));
                }
            }
        }
    }

    private void end(Call call) {
        calls.computeIfAbsent(
                        call.chargePointId(),
                        _ -> java.util.Collections.synchronizedList(new ArrayList<>()))
                .add(call);
        var how = charge.get(call.chargePointId());
        var end = how == null ? null : how.apply(call);
        if (end != null) {
            end(call, end);
        }
    }

    /** Ends a call that had no end so far. */
    public void end(Call call, End end) {
        var now = Instant.now();
        var outcome = outcome(call, end);
        var _ = producer.send(outcome.sent(sentAt(outcome, now)).toRecord(call.asker()));
    }

    private static @Nullable Instant sentAt(Outcome outcome, Instant now) {
        return switch (outcome.status()) {
            case OFFLINE, EXPIRED -> null;
            default -> now;
        };
    }

    private static Outcome outcome(Call call, End end) {
        return new Outcome(
                call.commandId(),
                call.chargePointId(),
                call.action(),
                end.status(),
                call.requestedAt(),
                Instant.now(),
                call.requestedBy(),
                payload(call),
                end.response() == null ? null : JSON.readTree(end.response()),
                end.error() == null
                        ? null
                        : new Outcome.CallFailure(end.error(), "", JSON.createObjectNode()));
    }

    @Override
    public void close() {
        running = false;
        producer.close();
    }
}
