package io.mainspring.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.contracts.Delivery;
import io.mainspring.contracts.Request;
import io.mainspring.contracts.ReturnAddress;
import io.mainspring.contracts.Topic;
import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.action.Authorize;
import io.mainspring.ocpp.v16.type.IdTagInfo;
import io.mainspring.testkit.Engines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Stands for charge points and their gateway: sends requests, waits for the deliveries. */
public final class ChargePoints implements AutoCloseable {

    private static final ReturnAddress ADDRESS = new ReturnAddress(3, 42);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final KafkaTemplate<String, byte[]> kafka;
    private final KafkaConsumer<String, byte[]> deliveries = consumer();

    ChargePoints(KafkaTemplate<String, byte[]> kafka) {
        this.kafka = kafka;
        var partition = List.of(new TopicPartition(Topic.DELIVERIES.name(), ADDRESS.partition()));
        deliveries.assign(partition);
        deliveries.seekToEnd(partition);
        deliveries.position(partition.getFirst());
    }

    /** One Authorize and its answer. */
    public IdTagInfo authorize(String idTag) {
        var request = request("CP-1", authorizing(idTag));
        var delivery = exchange(List.of(request)).get(request.uniqueId());
        if (delivery instanceof Delivery.Reply reply) {
            return info(reply);
        }
        throw new AssertionError("no reply but " + delivery);
    }

    /** The verdict in an answer. */
    public static IdTagInfo info(Delivery.Reply reply) {
        return OcppCodec.strict()
                .decode(Authorize.Response.class, reply.payload())
                .message()
                .idTagInfo();
    }

    /** An Authorize with this payload, under a unique id of its own. */
    public static Request request(String chargePointId, String payload) {
        return request(chargePointId, Action.AUTHORIZE, payload);
    }

    public static Request request(String chargePointId, Action action, String payload) {
        return new Request(
                chargePointId,
                UUID.randomUUID(),
                action,
                UUID.randomUUID().toString(),
                ADDRESS,
                ServiceUnderTest.NOON,
                List.of(),
                payload.getBytes(UTF_8));
    }

    /** The payload of an Authorize, with everything escaped that JSON wants escaped. */
    public static String authorizing(String idTag) {
        return JsonMapper.shared().writeValueAsString(Map.of("idTag", idTag));
    }

    /** Sends all at once and returns one delivery per unique id. */
    public Map<String, Delivery> exchange(Collection<Request> requests) {
        var sent = requests.stream().map(r -> kafka.send(r.toRecord())).toList();
        sent.forEach(CompletableFuture::join);
        Map<String, Delivery> answers = new HashMap<>();
        for (var record : read(deliveries, requests.size())) {
            switch (Delivery.from(record)) {
                case Delivery.Reply reply -> answers.put(reply.uniqueId(), reply);
                case Delivery.Refusal refusal -> answers.put(refusal.uniqueId(), refusal);
                case Delivery.Send _, Delivery.Close _ ->
                        throw new AssertionError("auth-service answers, nothing else");
            }
        }
        return answers;
    }

    @Override
    public void close() {
        deliveries.close();
    }

    /** All records of a topic up to now. */
    public static List<ConsumerRecord<String, byte[]>> everythingOn(Topic topic) {
        try (var consumer = consumer()) {
            var partitions =
                    consumer.partitionsFor(topic.name()).stream()
                            .map(p -> new TopicPartition(p.topic(), p.partition()))
                            .toList();
            consumer.assign(partitions);
            var count =
                    consumer.endOffsets(partitions).values().stream()
                            .mapToLong(Long::longValue)
                            .sum();
            consumer.seekToBeginning(partitions);
            return read(consumer, (int) count);
        }
    }

    private static List<ConsumerRecord<String, byte[]>> read(
            KafkaConsumer<String, byte[]> consumer, int count) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (records.size() < count && System.nanoTime() < deadline) {
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        }
        return records;
    }

    private static KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", Engines.kafka().bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }
}
