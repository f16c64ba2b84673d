package io.mainspring.chargepoint.registration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mainspring.chargepoint.ChargepointServiceTest;
import io.mainspring.contracts.Admission;
import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.Header;
import io.mainspring.kit.polls.PollTransaction;
import io.mainspring.kit.requests.IncomingRequest;
import io.mainspring.kit.requests.Replies;
import io.mainspring.ocpp.codec.OcppErrorCode;
import io.mainspring.ocpp.v16.action.BootNotification;
import io.mainspring.ocpp.v16.action.OcppResponse;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import io.mainspring.testkit.Correlation;
import io.mainspring.testkit.Gateway;
import io.mainspring.testkit.Rest;
import io.mainspring.testkit.Tail;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ChargepointServiceTest
class RegistrationTest {

    @Autowired private Rest rest;
    @Autowired private Gateway gateway;
    @Autowired private Correlation correlation;
    @Autowired private JdbcClient sql;
    @Autowired private CommandGateway commands;
    @Autowired private PollTransaction transaction;

    private final String id = "CP-" + UUID.randomUUID();
    private Tail admissions;
    private Tail events;

    @BeforeEach
    void open() {
        admissions = new Tail("ocpp.admissions");
        events = new Tail("events.chargepoint");
    }

    @AfterEach
    void close() {
        admissions.close();
        events.close();
    }

    @Test
    void theGeneratedKeyIsShownOnceAndOnlyItsHashIsKept() {
        var answer = rest.post("", "{\"chargePointId\":\"%s\"}".formatted(id));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.response().headers().firstValue("Location"))
                .hasValue("/api/v1/charge-points/" + id);
        var key = answer.body().path("authorizationKey").asString();
        assertThat(key).matches("[0-9A-F]{40}");
        var admission = admission();
        assertThat(admission.securityProfile()).isEqualTo(1);
        assertThat(admission.registration()).isNull();
        assertThat(admission.keys())
                .singleElement()
                .satisfies(hash -> assertThat(opens(key, hash)).isTrue());
        assertThat(rest.get("/" + id).body().toString()).doesNotContainIgnoringCase(key);
        assertKeptNowhere(key);
    }

    @Test
    void aKeyThatWasAgreedBeforehandIsNotShownBack() {
        var answer =
                rest.post(
                        "",
                        """
                        {"chargePointId":"%s","authorizationKey":"a-secret-of-18-chr",
                         "securityProfile":2,"serialNumber":"S-1"}
                        """
                                .formatted(id));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().path("authorizationKey").isNull()).isTrue();
        assertThat(answer.body().at("/chargePoint/serialNumber").asString()).isEqualTo("S-1");
        assertThat(admission().keys())
                .singleElement()
                .satisfies(hash ->
                        assertThat(
                                        opens(
                                                HexFormat.of()
                                                        .formatHex(
                                                                "a-secret-of-18-chr"
                                                                        .getBytes(UTF_8)),
                                                hash))
                                .isTrue());
    }

    @Test
    void anIdentityIsRegisteredOnceWhateverItsCase() {
        rest.post("", "{\"chargePointId\":\"%s\"}".formatted(id));

        var again =
                rest.post(
                        "",
                        "{\"chargePointId\":\"%s\"}"
                                .formatted(id.toLowerCase(java.util.Locale.ROOT)));

        assertThat(again.status()).isEqualTo(409);
        assertThat(
                        rest.get("/" + id.toUpperCase(java.util.Locale.ROOT))
                                .body()
                                .path("chargePointId")
                                .asString())
                .isEqualTo(id);
    }

    @Test
    void aFormThatCannotBeIsRefusedNamingTheField() {
        assertThat(rest.post("", "{\"chargePointId\":\"a:b\"}").body().path("pointer").asString())
                .isEqualTo("/chargePointId");
        assertThat(
                        rest.post("", "{\"chargePointId\":\"x\",\"securityProfile\":4}")
                                .body()
                                .path("pointer")
                                .asString())
                .isEqualTo("/securityProfile");
        assertThat(
                        rest.post("", "{\"chargePointId\":\"x\",\"authorizationKey\":\"short\"}")
                                .body()
                                .path("pointer")
                                .asString())
                .isEqualTo("/authorizationKey");
    }

    @Test
    void aRegisteredOneIsAcceptedAtBootWithTimeAndHeartbeatInterval() {
        rest.post("", "{\"chargePointId\":\"%s\"}".formatted(id));

        var answer = gateway.answer(gateway.send(id, boot("1.0")));

        assertThat(answer.path("status").asString()).isEqualTo("Accepted");
        assertThat(answer.path("interval").asInt()).isEqualTo(300);
        assertThat(Instant.parse(answer.path("currentTime").asString()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
        await().untilAsserted(() ->
                assertThat(newestAdmission().registration())
                        .isEqualTo(RegistrationStatus.ACCEPTED));
        assertThat(
                        published("charge-point.registration-changed.v1")
                                .path("registration")
                                .asString())
                .isEqualTo("Accepted");
        assertThat(published("charge-point.booted.v1").path("firmwareVersion").asString())
                .isEqualTo("1.0");
        await().untilAsserted(() ->
                assertThat(rest.get("/" + id).body().at("/boot/chargePointVendor").asString())
                        .isEqualTo("Vendor"));
    }

    @Test
    void anUnknownOneIsMetThroughItsBootAndWaitsToBeAccepted() {
        var answer = gateway.answer(gateway.send(id, boot("1.0")));

        assertThat(answer.path("status").asString()).isEqualTo("Pending");
        assertThat(answer.path("interval").asInt()).isEqualTo(60);
        await().untilAsserted(() ->
                assertThat(newestAdmission().registration()).isEqualTo(RegistrationStatus.PENDING));
        assertThat(published("charge-point.registered.v1").path("source").asString())
                .isEqualTo("BootNotification");

        rest.put("/" + id + "/admission", "{\"status\":\"Accepted\"}");
        assertThat(rest.get("/" + id).body().path("registration").asString()).isEqualTo("Pending");
        var next = gateway.answer(gateway.send(id, boot("1.0")));

        assertThat(next.path("status").asString()).isEqualTo("Accepted");
        await().untilAsserted(() ->
                assertThat(rest.get("/" + id).body().path("registration").asString())
                        .isEqualTo("Accepted"));
    }

    @Test
    void theSettingDecidesAboutTheUnknownAndARejectedStrangerLeavesNothingBehind() {
        assertThat(firstBoot(RegistrationProperties.Unknown.REJECT))
                .isEqualTo(RegistrationStatus.REJECTED);
        assertThat(rest.get("/" + id + "/history").status()).isEqualTo(404);

        assertThat(firstBoot(RegistrationProperties.Unknown.ACCEPT))
                .isEqualTo(RegistrationStatus.ACCEPTED);
        assertThat(types(rest.get("/" + id + "/history").body()))
                .containsExactly(
                        "charge-point.admitted",
                        "charge-point.registration-changed",
                        "charge-point.booted",
                        "charge-point.registered");
    }

    @Test
    void anIntervalOfNothingIsRefusedAtStart() {
        assertThatThrownBy(() ->
                        new RegistrationProperties(
                                RegistrationProperties.Unknown.REJECT,
                                Duration.ofMillis(500),
                                Duration.ofSeconds(60),
                                1))
                .hasMessageContaining("heartbeat-interval");
    }

    private RegistrationStatus firstBoot(RegistrationProperties.Unknown unknown) {
        var answers =
                new BootAnswers(
                        commands,
                        sql,
                        new RegistrationProperties(
                                unknown, Duration.ofSeconds(300), Duration.ofSeconds(60), 1),
                        Clock.systemUTC());
        var request = Gateway.request(id, boot("1.0"), Instant.now());
        var incoming =
                new IncomingRequest(
                        request,
                        boot("1.0"),
                        new ConsumerRecord<>(
                                "ocpp.requests.chargepoint", 0, 0, id, request.payload()));
        var given = new ArrayList<OcppResponse>();
        return transaction.execute(() -> {
            answers.answer(
                    List.of(incoming),
                    new Replies() {
                        @Override
                        public void answer(IncomingRequest to, OcppResponse response) {
                            given.add(response);
                        }

                        @Override
                        public void refuse(
                                IncomingRequest to, OcppErrorCode code, String description) {
                            throw new AssertionError(description);
                        }
                    });
            return ((BootNotification.Response) given.getFirst()).status();
        });
    }

    @Test
    void aBootDeliveredTwiceIsAnsweredTwiceAndStoredOnce() {
        rest.post("", "{\"chargePointId\":\"%s\"}".formatted(id));
        var request = gateway.send(id, boot("1.0"));
        gateway.answer(request);

        gateway.send(request);
        gateway.answer(gateway.send(id, boot("2.0"))); // so the repetition was handled

        assertThat(types(rest.get("/" + id + "/history").body()))
                .filteredOn("charge-point.booted"::equals)
                .hasSize(2);
    }

    @Test
    void aRetiredOneIsForgottenByTheGatewaysAndGoneFromTheList() {
        rest.post("", "{\"chargePointId\":\"%s\"}".formatted(id));
        admission();

        assertThat(rest.delete("/" + id).status()).isEqualTo(204);

        assertThat(admissions.first(r -> id.equals(r.key()) && r.value() == null).value()).isNull();
        assertThat(published("charge-point.retired.v1").path("chargePointId").asString())
                .isEqualTo(id);
        assertThat(rest.get("?prefix=" + id).body().path("items").size()).isZero();
        assertThat(rest.get("?retired=true&prefix=" + id).body().path("items").size()).isEqualTo(1);
        assertThat(rest.delete("/" + id).status()).isEqualTo(404);

        var again = rest.post("", "{\"chargePointId\":\"%s\"}".formatted(id));
        assertThat(again.status()).isEqualTo(201);
        await().untilAsserted(() -> assertThat(admissionValue()).isNotNull());
    }

    @Test
    void settingsThatConcernTheDoorReachTheGateways() {
        rest.post("", "{\"chargePointId\":\"%s\",\"securityProfile\":0}".formatted(id));

        assertThat(rest.patch("/" + id, "{\"securityProfile\":1}").status()).isEqualTo(409);
        var changed = rest.patch("/" + id, "{\"strict\":true,\"subprotocolRequired\":false}");

        assertThat(changed.body().path("strict").asBoolean()).isTrue();
        await().untilAsserted(() -> {
            assertThat(newestAdmission().strict()).isTrue();
            assertThat(newestAdmission().subprotocolRequired()).isFalse();
        });
    }

    @Test
    void everythingCanBeToldToTheGatewaysAgain() {
        rest.post("", "{\"chargePointId\":\"%s\"}".formatted(id));
        admission();
        var later = new Tail("ocpp.admissions");

        assertThat(rest.post("/admissions/republish", "").body().path("chargePoints").asInt())
                .isPositive();

        assertThat(Admission.read(later.first(r -> id.equals(r.key())).value()).keys()).hasSize(1);
        later.close();
    }

    @Test
    void anAcceptedNewKeyIsTheOnlyOneFromThenOn() {
        var old = register();
        correlation.ends(id, _ -> Correlation.End.answered("{\"status\":\"Accepted\"}"));

        var answer = rest.post("/" + id + "/key", "");

        var key = answer.body().path("authorizationKey").asString();
        assertThat(key).matches("[0-9A-F]{40}").isNotEqualTo(old);
        assertThat(answer.body().at("/command/response/status").asString()).isEqualTo("Accepted");
        assertThat(answer.body().path("command").toString()).doesNotContain(key);
        var call = correlation.calls(id).getFirst();
        assertThat(Correlation.payload(call).path("key").asString()).isEqualTo("AuthorizationKey");
        assertThat(Correlation.payload(call).path("value").asString()).isEqualTo(key);
        await().untilAsserted(() -> assertAdmitted(List.of(key), List.of(old)));
        assertKeptNowhere(key);
    }

    @Test
    void aRefusedNewKeyLeavesTheOldOne() {
        var old = register();
        correlation.ends(id, _ -> Correlation.End.answered("{\"status\":\"NotSupported\"}"));

        var key = rest.post("/" + id + "/key", "").body().path("authorizationKey").asString();

        await().untilAsserted(() -> assertAdmitted(List.of(old), List.of(key)));
    }

    @Test
    void anUnknownEndLeavesBothKeys() {
        for (var end :
                List.of(
                        Correlation.End.of(CommandStatus.TIMED_OUT),
                        Correlation.End.of(CommandStatus.CONNECTION_LOST),
                        Correlation.End.error("InternalError"),
                        Correlation.End.answered("{\"status\":\"RebootRequired\"}"))) {
            var one = "CP-" + UUID.randomUUID();
            var old =
                    rest.post("", "{\"chargePointId\":\"%s\"}".formatted(one))
                            .body()
                            .path("authorizationKey")
                            .asString();
            correlation.ends(one, _ -> end);

            var key = rest.post("/" + one + "/key", "").body().path("authorizationKey").asString();

            await().untilAsserted(() ->
                    assertThat(rest.get("/" + one).body().path("keys"))
                            .extracting(JsonNode::asString)
                            .containsExactly("Agreed", "Uncertain"));
            await().untilAsserted(() ->
                    assertThat(newestAdmissionOf(one).keys())
                            .anySatisfy(hash -> assertThat(opens(old, hash)).isTrue())
                            .anySatisfy(hash -> assertThat(opens(key, hash)).isTrue()));
        }
    }

    @Test
    void ofTwoKeysTheOneThatIsUsedIsTheRightOne() {
        var old = register();
        correlation.ends(id, _ -> Correlation.End.of(CommandStatus.TIMED_OUT));
        var key = rest.post("/" + id + "/key", "").body().path("authorizationKey").asString();
        await().untilAsserted(() -> assertThat(newestAdmissionOf(id).keys()).hasSize(2));

        gateway.connectedByKey(id, saltOf(key));

        await().untilAsserted(() -> assertAdmitted(List.of(key), List.of(old)));
    }

    @Test
    void whoComesWithItsOldKeyHasNotTakenTheNewOne() {
        var old = register();
        correlation.ends(id, _ -> Correlation.End.of(CommandStatus.CONNECTION_LOST));
        var key = rest.post("/" + id + "/key", "").body().path("authorizationKey").asString();
        await().untilAsserted(() ->
                assertThat(rest.get("/" + id).body().path("keys"))
                        .extracting(JsonNode::asString)
                        .containsExactly("Agreed", "Uncertain"));

        gateway.connectedByKey(id, saltOf(old));

        await().untilAsserted(() -> assertAdmitted(List.of(old), List.of(key)));
    }

    private String saltOf(String key) {
        return newestAdmissionOf(id).keys().stream()
                .filter(hash -> opens(key, hash))
                .findFirst()
                .orElseThrow()
                .salt();
    }

    @Test
    void aKeyThatWasNeverSentIsWithdrawn() {
        var old = register();
        correlation.ends(id, _ -> Correlation.End.of(CommandStatus.OFFLINE));

        var key = rest.post("/" + id + "/key", "").body().path("authorizationKey").asString();

        await().untilAsserted(() -> assertAdmitted(List.of(old), List.of(key)));
    }

    @Test
    void aKeySentAsConfigurationIsAKeyRotationToo() {
        var old = register();
        var key = "00112233445566778899AABBCCDDEEFF00112233";
        correlation.ends(id, _ -> Correlation.End.answered("{\"status\":\"Accepted\"}"));

        var answer =
                rest.post(
                        "/" + id + "/change-configuration",
                        "{\"key\":\"AuthorizationKey\",\"value\":\"%s\"}".formatted(key),
                        "Idempotency-Key",
                        "once");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().toString()).doesNotContain(key);
        await().untilAsserted(() -> assertAdmitted(List.of(key), List.of(old)));
        assertKeptNowhere(key);
    }

    @Test
    void oneThatMayHaveTakenAHigherProfileWithoutAnswerMayComeWithIt() {
        register();
        correlation.ends(id, _ -> Correlation.End.of(CommandStatus.CONNECTION_LOST));

        rest.post(
                "/" + id + "/change-configuration",
                "{\"key\":\"SecurityProfile\",\"value\":\"2\"}");

        await().untilAsserted(() ->
                assertThat(rest.get("/" + id).body().path("nextSecurityProfile").asInt(-1))
                        .isEqualTo(2));
    }

    @Test
    void aKeyThatCannotBeOneIsNotSentOverTheProtocol() {
        register();

        var answer =
                rest.post(
                        "/" + id + "/change-configuration",
                        "{\"key\":\"AuthorizationKey\",\"value\":\"00112233445566778899AABBCCDDEEFF0011223\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("pointer").asString()).isEqualTo("/value");
        assertThat(correlation.calls(id)).isEmpty();
    }

    @Test
    void aKeyAgreedByOtherMeansReplacesTheOldOneWithoutBeingSent() {
        var old = register();
        var key = "00112233445566778899AABBCCDDEEFF";

        assertThat(
                        rest.put("/" + id + "/key", "{\"authorizationKey\":\"%s\"}".formatted(key))
                                .status())
                .isEqualTo(204);

        await().untilAsserted(() -> assertAdmitted(List.of(key), List.of(old)));
        assertThat(correlation.calls(id)).isEmpty();
    }

    @Test
    void theHistoryTellsHowItWasAtATime() {
        rest.post("", "{\"chargePointId\":\"%s\"}".formatted(id));
        gateway.answer(gateway.send(id, boot("1.0")));
        await().until(() -> types(rest.get("/" + id + "/history").body()).size() >= 5);
        var between =
                Instant.parse(rest.get("/" + id + "/history").body().at("/items/0/at").asString());
        await().until(() -> Instant.now().isAfter(between.plusMillis(5)));
        gateway.answer(gateway.send(id, boot("2.0")));

        assertThat(asOf(between).at("/boot/firmwareVersion").asString()).isEqualTo("1.0");
        assertThat(asOf(Instant.now()).at("/boot/firmwareVersion").asString()).isEqualTo("2.0");
        assertThat(rest.get("/" + id + "/history?asOf=2020-01-01T00:00:00Z").status())
                .isEqualTo(404);
        var history = rest.get("/" + id + "/history?limit=2").body();
        assertThat(history.path("items").size()).isEqualTo(2);
        var rest2 =
                rest.get("/" + id + "/history?cursor=" + history.path("nextCursor").asString())
                        .body();
        assertThat(types(rest2)).contains("charge-point.registered", "charge-point.admitted");
        assertThat(rest2.toString()).doesNotContain("sha256");
    }

    @Test
    void theListIsPagedNewestFirstAndKnowsWhoIsOnline() {
        var ids = List.of(id + "-1", id + "-2", id + "-3");
        ids.forEach(one -> rest.post("", "{\"chargePointId\":\"%s\"}".formatted(one)));
        var epoch = gateway.connected(id + "-2");

        var first = rest.get("?limit=2&prefix=" + id).body();
        var second =
                rest.get("?limit=2&prefix=" + id + "&cursor=" + first.path("nextCursor").asString())
                        .body();

        assertThat(ids(first)).containsExactly(id + "-3", id + "-2");
        assertThat(ids(second)).containsExactly(id + "-1");
        assertThat(second.path("nextCursor").isNull()).isTrue();
        await().untilAsserted(() ->
                assertThat(ids(rest.get("?online=true&prefix=" + id).body()))
                        .containsExactly(id + "-2"));
        gateway.disconnected(id + "-2", epoch);
        await().untilAsserted(() ->
                assertThat(ids(rest.get("?online=true&prefix=" + id).body())).isEmpty());
    }

    private String register() {
        return rest.post("", "{\"chargePointId\":\"%s\"}".formatted(id))
                .body()
                .path("authorizationKey")
                .asString();
    }

    private static BootNotification.Request boot(String firmware) {
        return new BootNotification.Request(
                "Vendor", "Model", "SN", null, firmware, null, null, null, null);
    }

    private JsonNode asOf(Instant time) {
        return rest.get("/" + id + "/history?asOf=" + time).body();
    }

    private Admission admission() {
        return Admission.read(admissions.first(r -> id.equals(r.key())).value());
    }

    private byte @Nullable [] admissionValue() {
        return admissions.all(r -> id.equals(r.key())).getLast().value();
    }

    private Admission newestAdmission() {
        return newestAdmissionOf(id);
    }

    private Admission newestAdmissionOf(String chargePointId) {
        return admissions.all(r -> chargePointId.equals(r.key())).stream()
                .map(ConsumerRecord::value)
                .map(Admission::read)
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    private void assertAdmitted(List<String> open, List<String> shut) {
        var keys = newestAdmission().keys();
        assertThat(keys).hasSize(open.size());
        for (var key : open) {
            assertThat(keys).anySatisfy(hash -> assertThat(opens(key, hash)).isTrue());
        }
        for (var key : shut) {
            assertThat(keys).noneSatisfy(hash -> assertThat(opens(key, hash)).isTrue());
        }
    }

    private static boolean opens(String key, Admission.KeyHash hash) {
        return AuthorizationKey.parse(key)
                .orElseThrow()
                .matches(new KeyHash(hash.salt(), hash.sha256()));
    }

    /** In no event, no row, and nothing that is published. */
    private void assertKeptNowhere(String key) {
        assertThat(
                        sql.sql(
                                        """
                                        select (select count(*) from domain_event
                                                where payload::text ilike '%' || :key || '%')
                                             + (select count(*) from charge_point
                                                where state::text ilike '%' || :key || '%')
                                             + (select count(*) from configuration
                                                where value ilike '%' || :key || '%')
                                             + (select count(*) from snapshot
                                                where payload::text ilike '%' || :key || '%')
                                             + (select count(*) from idempotency_key
                                                where outcome::text ilike '%' || :key || '%')
                                        """)
                                .param("key", key)
                                .query(Long.class)
                                .single())
                .isZero();
    }

    private JsonNode published(String type) {
        var record =
                events.first(r ->
                        id.equals(r.key())
                                && type.equals(
                                        new String(
                                                r.headers().lastHeader("ce_type").value(), UTF_8)));
        assertThat(Header.MESSAGE_ID.read(record.headers())).isNull();
        return tools.jackson.databind.json.JsonMapper.shared()
                .readTree(new String(record.value(), UTF_8));
    }

    private static List<String> types(JsonNode page) {
        return StreamSupport.stream(page.path("items").spliterator(), false)
                .map(item -> item.path("type").asString())
                .toList();
    }

    private static List<String> ids(JsonNode page) {
        return StreamSupport.stream(page.path("items").spliterator(), false)
                .map(item -> item.path("chargePointId").asString())
                .toList();
    }
}
