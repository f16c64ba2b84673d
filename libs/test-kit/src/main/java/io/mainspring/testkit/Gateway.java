package io.mainspring.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.contracts.ConnectionNotice;
import io.mainspring.contracts.Delivery;
import io.mainspring.contracts.Request;
import io.mainspring.contracts.ReturnAddress;
import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.action.OcppRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks for charge points, as a gateway does: requests in, deliveries out. */
public final class Gateway implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final KafkaProducer<String, byte[]> kafka =
            new KafkaProducer<>(
                    Map.of("bootstrap.servers", Engines.kafka().bootstrapServers()),
                    new StringSerializer(),
                    new ByteArraySerializer());
    private final Tail deliveries = new Tail("ocpp.deliveries");

    /** A request as it is sent; the same can be sent again. */
    public static Request request(
            String chargePointId, OcppRequest<?> message, Instant receivedAt, String... repairs) {
        return new Request(
                chargePointId,
                UUID.randomUUID(),
                Action.of(message),
                UUID.randomUUID().toString(),
                new ReturnAddress(1, 7),
                receivedAt,
                List.of(repairs),
                OcppCodec.strict().encode(message));
    }

    public Request send(String chargePointId, OcppRequest<?> message) {
        var request = request(chargePointId, message, Instant.now());
        send(request);
        return request;
    }

    public RecordMetadata send(Request request) {
        return send(request.toRecord());
    }

    /** Returns when the broker holds it. */
    public RecordMetadata send(ProducerRecord<String, byte[]> record) {
        try {
            return kafka.send(record).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All at once, as a poll gets them. */
    public void sendAll(List<Request> requests) {
        for (var request : requests) {
            var _ = kafka.send(request.toRecord());
        }
        kafka.flush();
    }

    public long connected(String chargePointId) {
        return connected(chargePointId, 1);
    }

    /** The same with a security profile other than 1. */
    public long connected(String chargePointId, int securityProfile) {
        return send(notice(chargePointId, ConnectionNotice.State.CONNECTED, null, securityProfile))
                .offset();
    }

    /** In security profile 3 with a client certificate of that serial number, hexadecimal. */
    public long connected(String chargePointId, String certificateSerialNumber) {
        return connected(chargePointId, 3, certificateSerialNumber, null);
    }

    /** In security profile 1 with the key of the hash that has this salt. */
    public long connectedByKey(String chargePointId, String keySalt) {
        return connected(chargePointId, 1, null, keySalt);
    }

    private long connected(
            String chargePointId,
            int securityProfile,
            @Nullable String certificateSerialNumber,
            @Nullable String keySalt) {
        return send(new ConnectionNotice(
                                chargePointId,
                                ConnectionNotice.State.CONNECTED,
                                1,
                                "gateway-0",
                                null,
                                Instant.now(),
                                securityProfile,
                                "192.0.2.1:5000",
                                null,
                                certificateSerialNumber,
                                keySalt)
                        .toRecord())
                .offset();
    }

    public void disconnected(String chargePointId, long epoch) {
        send(notice(chargePointId, ConnectionNotice.State.DISCONNECTED, epoch, 1));
    }

    private static ProducerRecord<String, byte[]> notice(
            String chargePointId,
            ConnectionNotice.State state,
            @Nullable Long epoch,
            int securityProfile) {
        return new ConnectionNotice(
                        chargePointId,
                        state,
                        1,
                        "gateway-0",
                        epoch,
                        Instant.now(),
                        securityProfile,
                        "192.0.2.1:5000",
                        epoch == null ? null : "closed")
                .toRecord();
    }

    /** The CALLRESULT's payload that a request got. */
    public JsonNode answer(Request request) {
        return switch (delivery(request)) {
            case Delivery.Reply reply -> JSON.readTree(new String(reply.payload(), UTF_8));
            case Delivery other -> throw new AssertionError("no reply: " + other);
        };
    }

    /** What was delivered for a request. */
    public synchronized Delivery delivery(Request request) {
        var record = deliveries.first(r -> request.uniqueId().equals(uniqueId(Delivery.from(r))));
        return Delivery.from(record);
    }

    private static String uniqueId(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Reply r -> r.uniqueId();
            case Delivery.Refusal r -> r.uniqueId();
            case Delivery.Send s -> s.uniqueId();
            case Delivery.Close _ -> "";
        };
    }

    @Override
    public void close() {
        kafka.close();
        deliveries.close();
    }
}
