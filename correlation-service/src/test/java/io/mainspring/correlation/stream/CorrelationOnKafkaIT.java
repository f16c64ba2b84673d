package io.mainspring.correlation.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.contracts.Call;
import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.Delivery;
import io.mainspring.contracts.Outcome;
import io.mainspring.contracts.Owner;
import io.mainspring.contracts.Topic;
import io.mainspring.engines.EmbeddedKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real broker, with instances that are killed. */
class CorrelationOnKafkaIT {

    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir Path directory;

    private EmbeddedKafka kafka;
    private FakeGateway gateway;
    private final List<Process> instances = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    CorrelationOnKafkaIT() {}

    @BeforeEach
    void startBroker() throws Exception {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), "127.0.0.1", 0);
        var keyed =
                Stream.of(
                        Topic.CALLS,
                        Topic.RESULTS,
                        Topic.CONNECTIONS,
                        Topic.outcomes(Owner.CHARGEPOINT));
        var topics = new ArrayList<>(keyed.map(CorrelationOnKafkaIT::stampedByTheBroker).toList());
        topics.add(new NewTopic(Topic.DELIVERIES.name(), 3, (short) 1));
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(topics).all().get(30, TimeUnit.SECONDS);
        }
        gateway = new FakeGateway(kafka.bootstrapServers());
    }

    @AfterEach
    void stop() {
        instances.forEach(Process::destroyForcibly);
        gateway.close();
        kafka.close();
    }

    @Test
    void anInstanceKilledBetweenDispatchAndAnswerForgetsNothing() throws Exception {
        var first = startInstance();
        gateway.connect("CP-7");
        var inFlight = reset("CP-7");
        var queued = reset("CP-7");
        gateway.ask(inFlight);
        gateway.ask(queued);
        var dispatched = new ArrayList<Delivery.Send>();
        await().atMost(PATIENCE)
                .until(() -> {
                    gateway.deliver(SHORT, dispatched::add);
                    return !dispatched.isEmpty();
                });

        kill(first);
        gateway.answer(dispatched.getFirst());
        var meanwhile = reset("CP-7");
        gateway.ask(meanwhile);
        startInstance();

        assertThat(answered(List.of(inFlight, queued, meanwhile)))
                .extracting(Outcome::commandId)
                .containsExactly(inFlight.commandId(), queued.commandId(), meanwhile.commandId());
    }

    @Test
    void aKillInTheMiddleOfMuchLeavesEachCallOneOutcome() throws Exception {
        var first = startInstance();
        var calls = new ArrayList<Call>();
        for (int i = 0; i < 40; i++) {
            gateway.connect("CP-" + i);
        }
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 40; i++) {
                var call = reset("CP-" + i);
                calls.add(call);
                gateway.ask(call);
            }
        }
        await().atMost(PATIENCE)
                .until(() -> {
                    gateway.deliver(SHORT, gateway::answer);
                    return gateway.sent().size() > 30;
                });
        kill(first);
        startInstance();

        assertThat(answered(calls))
                .extracting(Outcome::commandId)
                .containsExactlyInAnyOrderElementsOf(calls.stream().map(Call::commandId).toList());
    }

    @Test
    void theServiceAddsLittleToACommand() throws Exception {
        var streams = CorrelationInstance.in(kafka.bootstrapServers());
        streams.start();
        try {
            gateway.connect("CP-7");
            answered(List.of(reset("CP-7")).stream().peek(gateway::ask).toList());
            var nanos = new ArrayList<Long>();
            for (int i = 0; i < 200; i++) {
                var call = reset("CP-7");
                int before = gateway.outcomes(Duration.ZERO).size();
                long start = System.nanoTime();
                gateway.ask(call);
                while (gateway.outcomes(Duration.ofMillis(1)).size() == before) {
                    gateway.deliver(Duration.ofMillis(1), gateway::answer);
                }
                nanos.add(System.nanoTime() - start);
            }
            nanos.sort(null);
            Files.writeString(
                    Path.of("target", "command-latency.txt"),
                    "from command to outcome in us, charge point included: p50=%d p95=%d p99=%d%n"
                            .formatted(
                                    nanos.get(100) / 1_000,
                                    nanos.get(190) / 1_000,
                                    nanos.get(198) / 1_000));
            assertThat(Duration.ofNanos(nanos.get(100))).isLessThan(Duration.ofMillis(100));
        } finally {
            streams.stop();
        }
    }

    /** Answers what is sent until all these calls have ended; the outcomes in their order. */
    private List<Outcome> answered(List<Call> calls) {
        await().atMost(PATIENCE)
                .until(() -> {
                    gateway.deliver(SHORT, gateway::answer);
                    return gateway.outcomes(SHORT).stream()
                                    .map(Outcome::commandId)
                                    .distinct()
                                    .count()
                            >= calls.size();
                });
        // One more call per partition: what it is preceded by is all there is.
        var last = List.of(reset("CP-7"), reset("CP-8"), reset("CP-9"), reset("CP-10"));
        last.forEach(gateway::ask);
        await().atMost(PATIENCE)
                .until(() -> {
                    gateway.deliver(SHORT, gateway::answer);
                    var ended = gateway.outcomes(SHORT).stream().map(Outcome::commandId).toList();
                    return last.stream().allMatch(c -> ended.contains(c.commandId()));
                });
        var sentinels = last.stream().map(Call::commandId).toList();
        var outcomes =
                gateway.outcomes(SHORT).stream()
                        .filter(outcome -> !sentinels.contains(outcome.commandId()))
                        .toList();
        assertThat(outcomes).extracting(Outcome::status).containsOnly(CommandStatus.ANSWERED);
        return outcomes;
    }

    private static NewTopic stampedByTheBroker(Topic topic) {
        return new NewTopic(topic.name(), 2, (short) 1)
                .configs(Map.of("message.timestamp.type", "LogAppendTime"));
    }

    private Process startInstance() throws Exception {
        var instance =
                CorrelationInstance.fork(
                        kafka.bootstrapServers(), Path.of("target", "correlation-instance.log"));
        instances.add(instance);
        return instance;
    }

    /** SIGKILL: no farewell to the group, no end of the open transaction. */
    private static void kill(Process instance) throws InterruptedException {
        instance.destroyForcibly();
        assertThat(instance.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    private static Call reset(String chargePointId) {
        return Records.reset(chargePointId, UUID.randomUUID(), Instant.now());
    }
}
