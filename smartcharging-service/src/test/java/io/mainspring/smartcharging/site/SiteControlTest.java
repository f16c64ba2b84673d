package io.mainspring.smartcharging.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.contracts.Call;
import io.mainspring.contracts.Owner;
import io.mainspring.contracts.transaction.TransactionStarted;
import io.mainspring.contracts.transaction.TransactionStopped;
import io.mainspring.ocpp.v16.action.MeterValues;
import io.mainspring.ocpp.v16.type.Measurand;
import io.mainspring.ocpp.v16.type.MeterValue;
import io.mainspring.ocpp.v16.type.SampledValue;
import io.mainspring.ocpp.v16.type.UnitOfMeasure;
import io.mainspring.smartcharging.SmartchargingServiceTest;
import io.mainspring.testkit.Correlation;
import io.mainspring.testkit.Correlation.End;
import io.mainspring.testkit.Gateway;
import io.mainspring.testkit.OtherService;
import io.mainspring.testkit.Rest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A site end to end on a real broker and a real database: from REST and events to calls, and back. */
@SmartchargingServiceTest
class SiteControlTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Rest operator;
    private final Gateway gateway;
    private final Correlation correlation;
    private final Map<String, Long> epochs = new ConcurrentHashMap<>();
    private final List<String> sites = new ArrayList<>();
    private OtherService transactions = new OtherService(Owner.TRANSACTION);

    @Autowired
    SiteControlTest(Rest operator, Gateway gateway, Correlation correlation) {
        this.operator = operator;
        this.gateway = gateway;
        this.correlation = correlation;
    }

    @BeforeEach
    void open() {
        transactions = new OtherService(Owner.TRANSACTION);
    }

    @AfterEach
    void close() {
        transactions.close();
        sites.forEach(site -> operator.delete("/sites/" + site));
    }

    @Test
    void theDefaultComesFirstAndTheFirstIsLoweredBeforeTheSecondIsRaised() {
        var site = site("Sc1", 32);
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    assertThat(limits("Sc1-a")).containsExactly("TxDefaultProfile 6.0");
                    assertThat(limits("Sc1-b")).containsExactly("TxDefaultProfile 6.0");
                });

        starts("Sc1-a", 90_001);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(limits("Sc1-a")).endsWith("TxProfile 26.0, 6.0"));

        starts("Sc1-b", 90_002);
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    assertThat(limits("Sc1-a")).endsWith("TxProfile 16.0, 6.0");
                    assertThat(limits("Sc1-b")).endsWith("TxProfile 16.0, 6.0");
                });
        assertThat(last("Sc1-b").requestedAt()).isAfter(last("Sc1-a").requestedAt());
        assertThat(profile(last("Sc1-a")).path("transactionId").asInt()).isEqualTo(90_001);

        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    var allocation = operator.get("/sites/" + site + "/allocation").body();
                    assertThat(allocation.path("allowed").asDouble()).isEqualTo(32);
                    assertThat(allocation.path("transactions")).hasSize(2);
                    assertThat(allocation.path("transactions").path(0).path("status").asString())
                            .isEqualTo("Accepted");
                    assertThat(allocation.path("chargePoints").path(1).path("secured").asBoolean())
                            .isTrue();
                });

        stops("Sc1-a", 90_001);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(limits("Sc1-b")).endsWith("TxProfile 26.0, 6.0"));
    }

    @Test
    void whoIsLostKeepsItsShareAndTheOthersGetWhatIsLeft() {
        var site = site("Sc2", 40);
        starts("Sc2-a", 90_011);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(limits("Sc2-a")).endsWith("TxProfile 32.0, 6.0"));
        gateway.disconnected("Sc2-a", epochs.getOrDefault("Sc2-a", 0L));
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(
                                        operator.get("/sites/" + site + "/allocation")
                                                .body()
                                                .path("chargePoints")
                                                .path(0)
                                                .path("online")
                                                .asBoolean(true))
                                .isFalse());

        starts("Sc2-b", 90_012);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(limits("Sc2-b")).endsWith("TxProfile 8.0, 6.0"));
        assertThat(limits("Sc2-a")).endsWith("TxProfile 32.0, 6.0");
    }

    @Test
    void whatIsMeasuredIsShownAndLeavingTheSiteClearsItsProfiles() {
        var site = site("Sc3", 32);
        starts("Sc3-a", 90_021);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(limits("Sc3-a")).endsWith("TxProfile 26.0, 6.0"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    // again and again, as charge points do: the first may come before anybody
                    // listens
                    gateway.send("Sc3-a", drawing("9.5", 90_021));
                    assertThat(
                                    operator.get("/sites/" + site + "/allocation")
                                            .body()
                                            .path("measured")
                                            .asDouble())
                            .isEqualTo(9.5);
                });

        assertThat(operator.delete("/sites/" + site).status()).isEqualTo(204);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(
                                        correlation.calls("Sc3-a").stream()
                                                .map(Correlation::payload)
                                                .filter(call -> call.has("id"))
                                                .map(call -> call.path("id").asInt()))
                                .containsExactly(900_000_001, 900_000_000));
        assertThat(operator.get("/sites/" + site).status()).isEqualTo(404);
    }

    @Test
    void aChargePointIsInOneSiteAndWrongFieldsAreNamed() {
        site("Sc4", 32);
        var second =
                operator.post(
                        "/sites",
                        """
                        {"name": "Other", "gridLimit": {"unit": "A", "limit": 10},
                         "members": [{"chargePointId": "SC4-A"}]}
                        """);
        assertThat(second.status()).isEqualTo(409);

        var nameless = operator.post("/sites", "{\"gridLimit\": {\"unit\": \"A\", \"limit\": 10}}");
        assertThat(nameless.status()).isEqualTo(400);
        assertThat(nameless.body().path("pointer").asString()).isEqualTo("/name");

        var unsafe =
                operator.post(
                        "/sites",
                        """
                        {"name": "Unsafe", "gridLimit": {"unit": "A", "limit": 10},
                         "settings": {"safeCurrent": 8},
                         "members": [{"chargePointId": "Sc4-c", "connectors": 2}]}
                        """);
        assertThat(unsafe.status()).isEqualTo(400);
        assertThat(unsafe.body().path("pointer").asString()).isEqualTo("/settings/safeCurrent");
    }

    private String site(String name, int limit) {
        for (var suffix : List.of("-a", "-b")) {
            correlation.ends(name + suffix, _ -> End.answered("{\"status\":\"Accepted\"}"));
            epochs.put(name + suffix, gateway.connected(name + suffix));
        }
        var created =
                operator.post(
                        "/sites",
                        """
                        {"name": "%s", "gridLimit": {"unit": "A", "limit": %d},
                         "settings": {"interval": 2},
                         "members": [{"chargePointId": "%s-a"}, {"chargePointId": "%s-b"}]}
                        """
                                .formatted(name, limit, name, name));
        assertThat(created.status()).isEqualTo(201);
        var id = created.body().path("siteId").asString();
        sites.add(id);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(limits(name + "-b")).contains("TxDefaultProfile 6.0"));
        return id;
    }

    private static MeterValues.Request drawing(String amperes, int transactionId) {
        var sample =
                new SampledValue(
                        amperes, null, null, Measurand.CURRENT_IMPORT, null, null, UnitOfMeasure.A);
        return new MeterValues.Request(
                1, transactionId, List.of(new MeterValue(Instant.now(), List.of(sample))));
    }

    private void starts(String chargePointId, int transactionId) {
        var now = Instant.now();
        transactions.publishes(
                chargePointId,
                new TransactionStarted(
                        transactionId,
                        chargePointId,
                        1,
                        "TAG",
                        null,
                        "Accepted",
                        now,
                        now,
                        0,
                        null,
                        null,
                        List.of()));
    }

    private void stops(String chargePointId, int transactionId) {
        var now = Instant.now();
        transactions.publishes(
                chargePointId,
                new TransactionStopped(
                        transactionId,
                        chargePointId,
                        1,
                        "TAG",
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
    }

    /** Purpose and limits of each profile that was sent. */
    private List<String> limits(String chargePointId) {
        return correlation.calls(chargePointId).stream()
                .map(SiteControlTest::profile)
                .filter(profile -> profile.has("chargingProfilePurpose"))
                .map(profile -> {
                    var limits = new ArrayList<String>();
                    profile.path("chargingSchedule")
                            .path("chargingSchedulePeriod")
                            .forEach(period -> limits.add(period.path("limit").asString()));
                    return profile.path("chargingProfilePurpose").asString()
                            + " "
                            + String.join(", ", limits);
                })
                .toList();
    }

    private Call last(String chargePointId) {
        return correlation.calls(chargePointId).getLast();
    }

    private static JsonNode profile(Call call) {
        return Correlation.payload(call).path("csChargingProfiles");
    }
}
