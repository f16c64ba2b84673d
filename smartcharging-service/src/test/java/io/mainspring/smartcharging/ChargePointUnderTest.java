package io.mainspring.smartcharging;

import static org.awaitility.Awaitility.await;

import io.mainspring.contracts.Call;
import io.mainspring.contracts.Owner;
import io.mainspring.contracts.chargepoint.ChargePointConfigurationObserved;
import io.mainspring.contracts.chargepoint.ConfigurationSource;
import io.mainspring.contracts.transaction.TransactionStarted;
import io.mainspring.contracts.transaction.TransactionStopped;
import io.mainspring.smartcharging.transactions.RunningTransactions;
import io.mainspring.testkit.Correlation;
import io.mainspring.testkit.Correlation.End;
import io.mainspring.testkit.OtherService;
import io.mainspring.testkit.Rest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.TestComponent;
import tools.jackson.databind.JsonNode;

/** A charge point as this service meets it: by its answers, and by what other services publish of it. */
@TestComponent
public class ChargePointUnderTest {

    private static final AtomicInteger TRANSACTIONS = new AtomicInteger(1000);

    private final Correlation correlation;
    private final RunningTransactions running;
    private final ObjectProvider<Rest> rest;

    ChargePointUnderTest(
            Correlation correlation, RunningTransactions running, ObjectProvider<Rest> rest) {
        this.correlation = correlation;
        this.running = running;
        this.rest = rest;
    }

    /** A charge point nobody has met, which accepts everything. */
    public String accepting() {
        return answering("{\"status\":\"Accepted\"}");
    }

    public String answering(String response) {
        var id = "CP-" + UUID.randomUUID();
        correlation.ends(id, _ -> End.answered(response));
        return id;
    }

    /** The payload of the last call it got. */
    public JsonNode lastCall(String chargePointId) {
        return Correlation.payload(correlation.calls(chargePointId).getLast());
    }

    public List<Call> calls(String chargePointId) {
        return correlation.calls(chargePointId);
    }

    /** Starts a transaction just now, known to the service. */
    public int started(String chargePointId, int connectorId) {
        return started(chargePointId, connectorId, Instant.now());
    }

    public int started(String chargePointId, int connectorId, Instant startedAt) {
        int id = TRANSACTIONS.incrementAndGet();
        publish(
                Owner.TRANSACTION,
                chargePointId,
                new TransactionStarted(
                        id,
                        chargePointId,
                        connectorId,
                        "DEADBEEF",
                        null,
                        "Accepted",
                        startedAt,
                        Instant.now(),
                        0,
                        null,
                        null,
                        List.of()));
        await().until(() -> running.find(id).isPresent());
        return id;
    }

    /** Stops it; returns when the service knows. */
    public void stopped(String chargePointId, int connectorId, int transactionId) {
        var now = Instant.now();
        publish(
                Owner.TRANSACTION,
                chargePointId,
                new TransactionStopped(
                        transactionId,
                        chargePointId,
                        connectorId,
                        "DEADBEEF",
                        now,
                        now,
                        now,
                        0,
                        10,
                        10,
                        "Local",
                        null,
                        null,
                        List.of()));
        await().until(() -> running.find(transactionId).isEmpty());
    }

    public void configured(String chargePointId, Map<String, String> values) {
        publish(
                Owner.CHARGEPOINT,
                chargePointId,
                new ChargePointConfigurationObserved(
                        chargePointId,
                        ConfigurationSource.GET_CONFIGURATION,
                        values.entrySet().stream()
                                .map(e ->
                                        new ChargePointConfigurationObserved.Entry(
                                                e.getKey(), e.getValue(), true, false))
                                .toList(),
                        List.of(),
                        Instant.now()));
    }

    public void publish(Owner owner, String chargePointId, Object event) {
        try (var service = new OtherService(owner)) {
            service.publishes(chargePointId, event);
        }
    }

    /** POST below /charging-profiles with the charge point's id in the body. */
    public Rest.Answer post(String path, String chargePointId, String fields) {
        return rest.getObject()
                .post(
                        "/charging-profiles" + path,
                        "{\"chargePointId\":\"%s\"%s%s}"
                                .formatted(chargePointId, fields.isEmpty() ? "" : ",", fields));
    }

    /** The same without waiting for its end. */
    public void postAsync(String path, String chargePointId, String fields) {
        rest.getObject()
                .post(
                        "/charging-profiles" + path,
                        "{\"chargePointId\":\"%s\",%s}".formatted(chargePointId, fields),
                        "Prefer",
                        "respond-async");
    }

    /** What we believe it has, the newest first. */
    public JsonNode believed(String chargePointId) {
        return rest.getObject()
                .get("/charging-profiles?chargePointId=" + chargePointId)
                .body()
                .path("items");
    }

    public List<Integer> believedIds(String chargePointId) {
        return believed(chargePointId)
                .valueStream()
                .map(p -> p.path("chargingProfileId").asInt())
                .sorted()
                .toList();
    }

    public void awaitBelieved(String chargePointId, Integer... ids) {
        await().until(() -> believedIds(chargePointId).equals(List.of(ids)));
    }
}
