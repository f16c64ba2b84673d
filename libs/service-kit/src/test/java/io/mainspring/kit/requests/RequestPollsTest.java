package io.mainspring.kit.requests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mainspring.contracts.Delivery;
import io.mainspring.contracts.Request;
import io.mainspring.contracts.ReturnAddress;
import io.mainspring.contracts.Topic;
import io.mainspring.kit.polls.DeadLetters;
import io.mainspring.kit.polls.IsolatedPolls;
import io.mainspring.kit.polls.PollTransaction;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.action.Authorize;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.IdTagInfo;
import io.mainspring.testkit.Engines;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

class RequestPollsTest {

    private static final String DEAD = "ocpp.requests.auth.dlt";
    private static final Map<String, Object> BROKER =
            Map.of("bootstrap.servers", Engines.kafka().bootstrapServers());

    private static final PollTransaction WITHOUT_DATABASE =
            new PollTransaction() {
                @Override
                public <R> R execute(Supplier<R> work) {
                    return work.get();
                }
            };

    private final DefaultKafkaProducerFactory<String, byte[]> producers =
            new DefaultKafkaProducerFactory<>(
                    BROKER, new StringSerializer(), new ByteArraySerializer());
    private final KafkaTemplate<String, byte[]> kafka = new KafkaTemplate<>(producers);
    private final KafkaConsumer<String, byte[]> reader =
            new KafkaConsumer<>(BROKER, new StringDeserializer(), new ByteArrayDeserializer());
    private final RequestPolls polls =
            new RequestPolls(
                    new IsolatedPolls(WITHOUT_DATABASE),
                    kafka,
                    new DeadLetters(kafka, new SimpleMeterRegistry()));

    @BeforeEach
    void readFromTheEnd() throws Exception {
        try (var admin = Admin.create(BROKER)) {
            for (var topic : List.of(DEAD, Topic.DELIVERIES.name())) {
                try {
                    admin.createTopics(List.of(new NewTopic(topic, 4, (short) 1))).all().get();
                } catch (java.util.concurrent.ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(TopicExistsException.class);
                }
            }
        }
        var partitions = new ArrayList<TopicPartition>();
        for (var topic : List.of(DEAD, Topic.DELIVERIES.name())) {
            reader.partitionsFor(topic)
                    .forEach(p -> partitions.add(new TopicPartition(topic, p.partition())));
        }
        reader.assign(partitions);
        reader.seekToEnd(partitions);
        partitions.forEach(reader::position);
    }

    @AfterEach
    void close() {
        reader.close();
        producers.destroy();
    }

    @Test
    void eachRequestOfAPollIsAnsweredAtItsReturnAddress() {
        polls.handle(
                List.of(request(0, "CP-1", 1, "A"), request(1, "CP-2", 3, "B")),
                (poll, replies) -> poll.forEach(r -> replies.answer(r, accepted())));

        assertThat(deliveries(2)).containsExactlyInAnyOrder("CP-1@1 reply u-0", "CP-2@3 reply u-1");
    }

    @Test
    void aPoisonRequestIsBuriedAndRefusedAndItsNeighboursAreAnswered() {
        polls.handle(
                List.of(
                        request(0, "CP-1", 1, "A"),
                        request(1, "CP-2", 1, "POISON"),
                        request(2, "CP-3", 1, "C")),
                (poll, replies) -> {
                    for (var request : poll) {
                        if (((Authorize.Request) request.message())
                                .idTag()
                                .value()
                                .equals("POISON")) {
                            throw new IllegalArgumentException("cannot digest this");
                        }
                        replies.answer(request, accepted());
                    }
                });

        assertThat(deliveries(3))
                .containsExactlyInAnyOrder(
                        "CP-1@1 reply u-0", "CP-2@1 refusal u-1 InternalError", "CP-3@1 reply u-2");
        assertThat(read(DEAD, 1))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.key()).isEqualTo("CP-2");
                    assertThat(letter.headers().lastHeader("dead-letter-reason").value())
                            .isEqualTo("cannot digest this".getBytes(UTF_8));
                });
    }

    @Test
    void aRecordWithoutEnvelopeIsBuriedAndTheRestIsHandled() {
        var stray = new ConsumerRecord<>("ocpp.requests.auth", 0, 7, "CP-9", "{}".getBytes(UTF_8));

        polls.handle(
                List.of(stray, request(1, "CP-2", 3, "B")),
                (poll, replies) -> poll.forEach(r -> replies.answer(r, accepted())));

        assertThat(deliveries(1)).containsExactly("CP-2@3 reply u-1");
        assertThat(read(DEAD, 1)).extracting(ConsumerRecord::key).containsExactly("CP-9");
    }

    @Test
    void anOutageIsNobodysPoison() {
        assertThatThrownBy(() ->
                        polls.handle(
                                List.of(request(0, "CP-1", 1, "A")),
                                (_, _) -> {
                                    throw new QueryTimeoutException("database away");
                                }))
                .isInstanceOf(QueryTimeoutException.class);

        assertThat(reader.poll(Duration.ofMillis(300))).isEmpty();
    }

    private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();

    private List<String> deliveries(int count) {
        return read(Topic.DELIVERIES.name(), count).stream()
                .map(r ->
                        switch (Delivery.from(r)) {
                            case Delivery.Reply d -> at(d) + " reply " + d.uniqueId();
                            case Delivery.Refusal d ->
                                    at(d) + " refusal " + d.uniqueId() + " " + d.errorCode();
                            case Delivery.Send d -> at(d) + " send " + d.uniqueId();
                            case Delivery.Close d -> at(d) + " close";
                        })
                .toList();
    }

    private static String at(Delivery delivery) {
        return delivery.chargePointId() + "@" + delivery.to().partition();
    }

    private List<ConsumerRecord<String, byte[]>> read(String topic, int count) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (of(topic).size() < count && System.nanoTime() < deadline) {
            reader.poll(Duration.ofMillis(100)).forEach(seen::add);
        }
        return of(topic);
    }

    private List<ConsumerRecord<String, byte[]>> of(String topic) {
        return seen.stream().filter(r -> r.topic().equals(topic)).toList();
    }

    private static Authorize.Response accepted() {
        return new Authorize.Response(IdTagInfo.of(AuthorizationStatus.ACCEPTED));
    }

    private static ConsumerRecord<String, byte[]> request(
            long offset, String chargePoint, int deliveryPartition, String idTag) {
        var sent =
                new Request(
                                chargePoint,
                                new UUID(0, offset),
                                Action.AUTHORIZE,
                                "u-" + offset,
                                new ReturnAddress(deliveryPartition, 42),
                                Instant.parse("2026-03-01T10:00:00Z"),
                                List.of(),
                                "{\"idTag\":\"%s\"}".formatted(idTag).getBytes(UTF_8))
                        .toRecord();
        return new ConsumerRecord<>(
                sent.topic(),
                0,
                offset,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                sent.key(),
                sent.value(),
                sent.headers(),
                java.util.Optional.empty());
    }
}
