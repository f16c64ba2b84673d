package io.mainspring.smartcharging.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.contracts.Call;
import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.Owner;
import io.mainspring.contracts.chargepoint.ChargePointRegistered;
import io.mainspring.contracts.chargepoint.ChargePointRetired;
import io.mainspring.contracts.chargepoint.ConnectorStatus;
import io.mainspring.contracts.chargepoint.ConnectorStatusChanged;
import io.mainspring.contracts.chargepoint.RegistrationSource;
import io.mainspring.contracts.smartcharging.ChargingProfileTerms;
import io.mainspring.contracts.transaction.TransactionStarted;
import io.mainspring.contracts.transaction.TransactionStopped;
import io.mainspring.ocpp.v16.action.MeterValues;
import io.mainspring.ocpp.v16.type.ChargingProfilePurpose;
import io.mainspring.ocpp.v16.type.Measurand;
import io.mainspring.ocpp.v16.type.MeterValue;
import io.mainspring.ocpp.v16.type.SampledValue;
import io.mainspring.ocpp.v16.type.UnitOfMeasure;
import io.mainspring.smartcharging.ChargePointUnderTest;
import io.mainspring.smartcharging.Profiles;
import io.mainspring.smartcharging.SmartchargingServiceTest;
import io.mainspring.smartcharging.configuration.KnownChargePoints;
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
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
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
    private final ChargePointUnderTest chargePoint;
    private final KnownChargePoints chargePoints;
    private final Ledgers ledgers;
    private final Map<String, Long> epochs = new ConcurrentHashMap<>();
    private final List<String> sites = new ArrayList<>();
    private OtherService transactions = new OtherService(Owner.TRANSACTION);

    @Autowired
    SiteControlTest(
            Rest operator,
            Gateway gateway,
            Correlation correlation,
            ChargePointUnderTest chargePoint,
            KnownChargePoints chargePoints,
            Ledgers ledgers) {
        this.chargePoint = chargePoint;
        this.chargePoints = chargePoints;
        this.ledgers = ledgers;
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

    @Test
    void nobodyIsRaisedWhileAnotherHasNotAcceptedLess() {
        site("Sc5", 32);
        starts("Sc5-a", 90_031);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(limits("Sc5-a")).endsWith("TxProfile 26.0, 6.0"));
        correlation.ends("Sc5-a", _ -> null);

        starts("Sc5-b", 90_032);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(limits("Sc5-a")).endsWith("TxProfile 16.0, 6.0"));
        await().during(Duration.ofSeconds(4))
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(limits("Sc5-b")).containsExactly("TxDefaultProfile 6.0"));
        correlation.end(last("Sc5-a"), End.answered("{\"status\":\"Accepted\"}"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(limits("Sc5-b")).endsWith("TxProfile 16.0, 6.0"));
    }

    @Test
    void theProfileOfARemoteStartIsOverruledEvenIfTheShareIsTheSafeCurrent() {
        site("Sc6", 12);
        starts("Sc6-a", 90_041, remoteStarted(90_041, "32"));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(limits("Sc6-a")).endsWith("TxProfile 6.0"));
    }

    @Test
    void whoClearsTheDefaultByHandGetsItAgain() {
        site("Sc7", 32);
        var cleared =
                operator.post(
                        "/charging-profiles/clear",
                        """
                        {"chargePointId": "Sc7-a", "chargingProfilePurpose": "TxDefaultProfile"}
                        """);
        assertThat(cleared.status()).isEqualTo(200);

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(limits("Sc7-a"))
                                .containsExactly("TxDefaultProfile 6.0", "TxDefaultProfile 6.0"));
    }

    @Test
    void aNewConnectionIsToldTheDefaultAgainEvenIfTheOldOneWasNotSeenToEnd() {
        site("Sc8", 32);
        gateway.connected("Sc8-a");

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(limits("Sc8-a"))
                                .containsExactly("TxDefaultProfile 6.0", "TxDefaultProfile 6.0"));
    }

    @Test
    void whoCannotBeToldThatItLeftIsToldWhenItComesBack() {
        var site = site("Sc9", 32);
        correlation.ends("Sc9-a", _ -> End.of(CommandStatus.TIMED_OUT));
        assertThat(operator.delete("/sites/" + site + "/members/Sc9-a").status()).isEqualTo(200);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(clearings("Sc9-a")).isNotEmpty());

        correlation.ends("Sc9-a", _ -> End.answered("{\"status\":\"Accepted\"}"));
        int before = clearings("Sc9-a").size();
        gateway.connected("Sc9-a");
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(clearings("Sc9-a"))
                                .hasSizeGreaterThan(before)
                                .containsOnly(900_000_000));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ledgers.lockLeaving()).isEmpty());
    }

    @Test
    void allThatJoinAtOnceAreInAndNoneIsInTwoSites() throws Exception {
        var one = site("Sc10", 32);
        var other = site("Sc11", 32);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var joining = new ArrayList<Future<Integer>>();
            for (int i = 0; i < 6; i++) {
                int number = i;
                for (var site : List.of(one, other)) {
                    joining.add(
                            threads.submit(() -> {
                                var path = "/sites/" + site + "/members/Sc10-n" + number;
                                return operator.put(path, "{}").status();
                            }));
                }
            }
            for (var answer : joining) {
                assertThat(answer.get()).isIn(200, 409);
            }
        }
        var members = new ArrayList<String>();
        for (var site : List.of(one, other)) {
            operator.get("/sites/" + site)
                    .body()
                    .path("members")
                    .forEach(member -> members.add(member.path("chargePointId").asString()));
        }
        assertThat(members).doesNotHaveDuplicates();
        assertThat(members).filteredOn(member -> member.startsWith("Sc10-n")).hasSize(6);
    }

    @Test
    void whatIsNotSaidOfAMemberStaysAndConnectorsAreThoseThatAreKnown() {
        chargePoint.configured(
                "Sc12-c", Map.of("ChargingScheduleAllowedChargingRateUnit", "Power"));
        chargePoint.publish(Owner.CHARGEPOINT, "Sc12-c", registered("Sc12-c"));
        chargePoint.publish(Owner.CHARGEPOINT, "Sc12-c", seen("Sc12-c", 3));
        await().atMost(PATIENCE)
                .until(() ->
                        chargePoints.find("Sc12-c").filter(c -> c.connectors() == 3).isPresent());
        correlation.ends("Sc12-c", _ -> End.answered("{\"status\":\"Accepted\"}"));
        var site = site("Sc12", 63);
        var path = "/sites/" + site + "/members/Sc12-c";

        assertThat(operator.put(path, "{\"maxCurrent\": 63}").status()).isEqualTo(200);
        var member = operator.put(path, "{\"priority\": 5}").body().path("members").path(2);
        assertThat(member.path("connectors").asInt()).isEqualTo(3);
        assertThat(member.path("maxCurrent").asInt()).isEqualTo(63);
        assertThat(member.path("priority").asInt()).isEqualTo(5);

        var fewer = operator.put(path, "{\"connectors\": 2}");
        assertThat(fewer.status()).isEqualTo(400);
        assertThat(fewer.body().path("pointer").asString()).isEqualTo("/connectors");

        gateway.connected("Sc12-c");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(limits("Sc12-c")).endsWith("TxDefaultProfile 1380.0"));
    }

    @Test
    void aRetiredChargePointIsInNoSiteAnyMore() {
        var site = site("Sc13", 32);
        chargePoint.publish(
                Owner.CHARGEPOINT, "Sc13-a", new ChargePointRetired("Sc13-a", Instant.now()));

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(operator.get("/sites/" + site).body().path("members"))
                                .hasSize(1));
        assertThat(clearings("Sc13-a")).isEmpty();
    }

    @Test
    void aLimitIsReplacedAndTheSharesFollow() {
        var site = site("Sc14", 40);
        starts("Sc14-a", 90_051);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(limits("Sc14-a")).endsWith("TxProfile 32.0, 6.0"));

        var lowered =
                operator.put("/sites/" + site + "/grid-limit", "{\"unit\": \"A\", \"limit\": 16}");
        assertThat(lowered.status()).isEqualTo(200);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(limits("Sc14-a")).endsWith("TxProfile 10.0, 6.0"));

        var changed =
                operator.put(
                        "/sites/" + site,
                        "{\"name\": \"Renamed\", \"settings\": {\"interval\": 5}}");
        assertThat(changed.body().path("name").asString()).isEqualTo("Renamed");
        assertThat(changed.body().path("settings").path("interval").asInt()).isEqualTo(5);
    }

    @Test
    void nothingInABodyIsAServerError() {
        var bodies =
                Map.of(
                        "{\"name\":\"N\",\"gridLimit\":{\"unit\":\"A\",\"limit\":9},\"members\":[null]}",
                        "/members/0",
                        "{\"name\":\"N\",\"gridLimit\":{\"unit\":\"A\",\"limit\":9,\"periods\":[null]}}",
                        "/gridLimit/periods/0/start",
                        "{\"name\":\"N\",\"gridLimit\":{\"unit\":\"A\",\"limit\":1E-99999999}}",
                        "/gridLimit/limit",
                        """
                        {"name":"N","gridLimit":{"unit":"A","limit":9,"periods":[
                          {"start":"+1000000000-12-31T23:59:59Z","duration":9,"limit":5}]}}
                        """,
                        "/gridLimit/periods/0/start");
        bodies.forEach((body, pointer) -> {
            var answer = operator.post("/sites", body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.body().path("pointer").asString()).as(body).isEqualTo(pointer);
        });
    }

    private List<Integer> clearings(String chargePointId) {
        return correlation.calls(chargePointId).stream()
                .map(Correlation::payload)
                .filter(call -> call.has("id"))
                .map(call -> call.path("id").asInt())
                .toList();
    }

    private static ChargePointRegistered registered(String chargePointId) {
        return new ChargePointRegistered(
                chargePointId, RegistrationSource.OPERATOR, 1, null, Instant.now());
    }

    private static ConnectorStatusChanged seen(String chargePointId, int connectorId) {
        return new ConnectorStatusChanged(
                chargePointId,
                connectorId,
                0,
                Instant.now(),
                ConnectorStatus.AVAILABLE,
                "NoError",
                null,
                null,
                null,
                Instant.now());
    }

    private static ChargingProfileTerms remoteStarted(int transactionId, String amperes) {
        return ChargingProfileTerms.of(
                Profiles.ampere(5, ChargingProfilePurpose.TX_PROFILE, 0, transactionId, amperes));
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
        starts(chargePointId, transactionId, null);
    }

    private void starts(
            String chargePointId, int transactionId, @Nullable ChargingProfileTerms profile) {
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
                        profile == null ? null : UUID.randomUUID(),
                        profile,
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
