package io.mainspring.transaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.contracts.Delivery;
import io.mainspring.contracts.Request;
import io.mainspring.contracts.ReturnAddress;
import io.mainspring.contracts.Topic;
import io.mainspring.ocpp.v16.Action;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Charge points as they look from here: a topic with their requests, a topic for the answers. */
public final class WireSide implements AutoCloseable {

    private final Topics topics;
    private final Topics.Reader deliveries;

    WireSide(Topics topics) {
        this.topics = topics;
        this.deliveries = topics.follow(Topic.DELIVERIES.name());
    }

    /** Starts a transaction and returns its id. */
    public int start(
            String chargePointId, int connectorId, String idTag, int meterStart, Instant at) {
        return call(
                        chargePointId,
                        Action.START_TRANSACTION,
                        """
                        {"connectorId":%d,"idTag":"%s","meterStart":%d,"timestamp":"%s"}\
                        """
                                .formatted(connectorId, idTag, meterStart, at))
                .get("transactionId")
                .asInt();
    }

    /** Sends a StopTransaction and returns its answer. */
    public JsonNode stop(String chargePointId, String payload) {
        return call(chargePointId, Action.STOP_TRANSACTION, payload);
    }

    /** Sends a request and waits for its answer. */
    public JsonNode call(String chargePointId, Action action, String payload) {
        var uniqueId = UUID.randomUUID().toString();
        send(chargePointId, uniqueId, action, payload);
        var answer =
                deliveries.await(record ->
                        Delivery.from(record) instanceof Delivery.Reply reply
                                && reply.uniqueId().equals(uniqueId));
        return JsonMapper.shared().readTree(answer.value());
    }

    /** Sends a request that has no answer of ours. */
    public void send(String chargePointId, String uniqueId, Action action, String payload) {
        topics.send(
                new Request(
                                chargePointId,
                                UUID.randomUUID(),
                                action,
                                uniqueId,
                                new ReturnAddress(0, 1),
                                Instant.now(),
                                List.of(),
                                payload.getBytes(UTF_8))
                        .toRecord());
    }

    @Override
    public void close() {
        deliveries.close();
    }
}
