package io.mainspring.transaction.remotecontrol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.contracts.Call;
import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.ContractJson;
import io.mainspring.contracts.Outcome;
import io.mainspring.contracts.Owner;
import io.mainspring.contracts.Topic;
import io.mainspring.contracts.chargepoint.ChargePointRegistrationChanged;
import io.mainspring.contracts.chargepoint.Registration;
import io.mainspring.contracts.transaction.TransactionStarted;
import io.mainspring.ocpp.v16.type.ChargingSchedulePeriod;
import io.mainspring.transaction.GivenIdTags;
import io.mainspring.transaction.Rest;
import io.mainspring.transaction.Topics;
import io.mainspring.transaction.TransactionServiceTest;
import io.mainspring.transaction.WireSide;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@TransactionServiceTest
class RemoteControlTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired private Rest rest;
    @Autowired private Topics topics;
    @Autowired private WireSide wire;
    @Autowired private GivenIdTags idTags;
    @Autowired private RemoteControl remoteControl;
    @Autowired private JdbcClient sql;

    private final String cp = "CP-" + UUID.randomUUID();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @Test
    void theStartThatFollowsIsLinkedToTheRequest() {
        var idTag = idTags.accepted();
        var command =
                remoteStart(
                        "\"connectorId\":1,\"idTag\":\"%s\"".formatted(idTag),
                        RemoteControlTest::accepted);

        assertThat(command.status()).isEqualTo(200);
        assertThat(command.text("/status")).isEqualTo("Answered");
        var commandId = command.text("/commandId");
        awaitState(commandId, "Accepted");

        int id = wire.start(cp, 1, idTag.toLowerCase(Locale.ROOT), 0, now);

        assertThat(awaitTransaction(id).text("/remoteStartId")).isEqualTo(commandId);
        var request = rest.get("/api/v1/transactions/remote-requests/{id}", commandId);
        assertThat(request.text("/state")).isEqualTo("Fulfilled");
        assertThat(request.body().get("transactionId").asInt()).isEqualTo(id);
    }

    @Test
    void aStartThatOvertakesTheAnswerIsLinkedToo() {
        var idTag = idTags.accepted();
        var command =
                remoteStart(
                        "\"idTag\":\"%s\"".formatted(idTag),
                        call -> {
                            wire.start(cp, 2, idTag, 0, now);
                            return outcome(
                                    call, CommandStatus.ANSWERED, "{\"status\":\"Accepted\"}");
                        });

        awaitState(command.text("/commandId"), "Fulfilled");
    }

    @Test
    void oneRequestLeadsToOneTransaction() {
        var idTag = idTags.accepted();
        remoteStart("\"idTag\":\"%s\"".formatted(idTag), RemoteControlTest::accepted);
        wire.start(cp, 1, idTag, 0, now);

        int second = wire.start(cp, 2, idTag, 0, now);

        assertThat(awaitTransaction(second).body().has("remoteStartId")).isFalse();
    }

    @Test
    void startsByOthersOnOtherConnectorsOrFromTheOfflineQueueAreNotLinked() {
        var idTag = idTags.accepted();
        var command =
                remoteStart(
                        "\"connectorId\":1,\"idTag\":\"%s\"".formatted(idTag),
                        RemoteControlTest::accepted);

        wire.start(cp, 1, idTags.accepted(), 0, now);
        wire.start(cp, 2, idTag, 0, now);
        wire.start(cp, 1, idTag, 0, now.minus(1, ChronoUnit.HOURS));
        wire.start(cp + "-2", 1, idTag, 0, now);

        assertThat(state(command.text("/commandId"))).isIn("Pending", "Accepted");
    }

    @Test
    void aRefusedRequestIsNotLinkedToAStartThatComesAllTheSame() {
        var idTag = idTags.accepted();
        var command =
                remoteStart(
                        "\"idTag\":\"%s\"".formatted(idTag),
                        call -> outcome(call, CommandStatus.ANSWERED, "{\"status\":\"Rejected\"}"));
        awaitState(command.text("/commandId"), "Refused");

        int id = wire.start(cp, 1, idTag, 0, now);

        assertThat(awaitTransaction(id).body().has("remoteStartId")).isFalse();
    }

    @Test
    void anAcceptedRequestThatNobodyPlugsInForExpires() {
        var command = remoteStart("\"idTag\":\"x\"", RemoteControlTest::accepted);
        awaitState(command.text("/commandId"), "Accepted");

        remoteControl.expire(Instant.now().plusSeconds(119));
        assertThat(state(command.text("/commandId"))).isEqualTo("Accepted");
        remoteControl.expire(Instant.now().plusSeconds(121));

        assertThat(state(command.text("/commandId"))).isEqualTo("Expired");
    }

    @Test
    void anOfflineChargePointFailsTheRequest() {
        var command =
                remoteStart("\"idTag\":\"x\"", call -> outcome(call, CommandStatus.OFFLINE, null));

        awaitState(command.text("/commandId"), "Failed");
    }

    @Test
    void theStopThatFollowsShowsTheRequest() {
        int id = wire.start(cp, 1, idTags.accepted(), 0, now);
        var command =
                post(
                        "remote-stop",
                        "{\"chargePointId\":\"%s\",\"transactionId\":%d}".formatted(cp, id),
                        RemoteControlTest::accepted);

        wire.stop(
                cp,
                """
                {"transactionId":%d,"meterStop":9,"timestamp":"%s","reason":"Remote"}\
                """
                        .formatted(id, now));

        await().untilAsserted(() ->
                assertThat(rest.get("/api/v1/transactions/{id}", id).text("/remoteStopId"))
                        .isEqualTo(command.text("/commandId")));
        awaitState(command.text("/commandId"), "Fulfilled");
    }

    @Test
    void anIdThatTheChargePointWillRejectCanBeSent() {
        var command =
                post(
                        "remote-stop",
                        "{\"chargePointId\":\"%s\",\"transactionId\":-7}".formatted(cp),
                        call -> outcome(call, CommandStatus.ANSWERED, "{\"status\":\"Rejected\"}"));

        assertThat(command.text("/response/status")).isEqualTo("Rejected");
        assertThat(command.body().at("/request/transactionId").asInt()).isEqualTo(-7);
    }

    @Test
    void whatTheProtocolForbidsIsRefusedNamingTheField() {
        assertProblem("\"connectorId\":0,\"idTag\":\"x\"", "/connectorId");
        assertProblem("\"connectorId\":1", "/idTag");
        assertProblem(
                "\"idTag\":\"x\",\"chargingProfile\":" + profile("TxDefaultProfile", ""),
                "/chargingProfile/chargingProfilePurpose");
        assertProblem(
                "\"idTag\":\"x\",\"chargingProfile\":"
                        + profile("TxProfile", "\"transactionId\":5,"),
                "/chargingProfile/transactionId");
        assertThat(
                        rest.post("/api/v1/transactions/remote-start", "{\"idTag\":\"x\"}")
                                .text("/pointer"))
                .isEqualTo("/chargePointId");
    }

    @Test
    void nothingIsSentToAChargePointThatIsPendingUntilItIsAccepted() {
        registered(Registration.PENDING);
        awaitForbidding(1);
        var stop =
                rest.post(
                        "/api/v1/transactions/remote-stop",
                        "{\"chargePointId\":\"%s\",\"transactionId\":1}"
                                .formatted(cp.toLowerCase(Locale.ROOT)));
        var start =
                rest.post(
                        "/api/v1/transactions/remote-start",
                        "{\"chargePointId\":\"%s\",\"idTag\":\"x\"}".formatted(cp));
        assertThat(stop.status()).isEqualTo(409);
        assertThat(stop.text("/detail")).contains("Pending");
        assertThat(start.status()).isEqualTo(409);

        registered(Registration.ACCEPTED);

        awaitForbidding(0);
        assertThat(remoteStart("\"idTag\":\"x\"", RemoteControlTest::accepted).status())
                .isEqualTo(200);
    }

    private void awaitForbidding(long count) {
        await().until(
                        () ->
                                sql.sql(
                                                """
                                                select count(*) from charge_point_registration
                                                where charge_point_key = lower(?)
                                                """)
                                        .param(cp)
                                        .query(Long.class)
                                        .single(),
                        found -> found == count);
    }

    private void registered(Registration registration) {
        var record =
                new ProducerRecord<>(
                        "events.chargepoint",
                        cp,
                        ContractJson.write(
                                new ChargePointRegistrationChanged(cp, registration, now)));
        record.headers()
                .add("ce_type", "charge-point.registration-changed.v1".getBytes(UTF_8))
                .add("ce_id", UUID.randomUUID().toString().getBytes(UTF_8))
                .add("ce_time", now.toString().getBytes(UTF_8));
        topics.send(record);
    }

    @Test
    void aProfileTravelsWithTheRequest() {
        var command =
                remoteStart(
                        "\"idTag\":\"x\",\"chargingProfile\":" + profile("TxProfile", ""),
                        RemoteControlTest::accepted);

        assertThat(command.text("/request/chargingProfile/chargingProfilePurpose"))
                .isEqualTo("TxProfile");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"startPeriod\":0|\"startPeriod\":5|/chargingSchedule/chargingSchedulePeriod/0/startPeriod",
                "\"limit\":16.0|\"limit\":-1.0|/chargingSchedule/chargingSchedulePeriod/0/limit",
                "}]|},{\"startPeriod\":0,\"limit\":1}]|/chargingSchedule/chargingSchedulePeriod/1/startPeriod",
                "[{\"startPeriod\":0,\"limit\":16.0}]|[]|/chargingSchedule/chargingSchedulePeriod",
                "\"Relative\"|\"Recurring\"|/recurrencyKind",
                "\"stackLevel\":0|\"stackLevel\":-1|/stackLevel"
            })
    void aProfileThatTheChargePointWouldHaveToIgnoreIsRefused(
            String good, String bad, String pointer) {
        var broken = profile("TxProfile", "").replace(good, bad);
        assertThat(broken).isNotEqualTo(profile("TxProfile", ""));

        assertProblem(
                "\"idTag\":\"x\",\"chargingProfile\":" + broken, "/chargingProfile" + pointer);
    }

    @Test
    void aProfileWithoutAnIdGetsOneThatNobodyElseChooses() {
        var command =
                remoteStart(
                        "\"idTag\":\"x\",\"chargingProfile\":"
                                + profile("TxProfile", "").replace("\"chargingProfileId\":1,", ""),
                        RemoteControlTest::accepted);

        assertThat(command.body().at("/request/chargingProfile/chargingProfileId").asInt())
                .isBetween(500_000_000, 899_999_999);
    }

    @Test
    void theTransactionThatARemoteStartLeadsToTellsItsProfile() {
        var idTag = idTags.accepted();
        remoteStart(
                "\"idTag\":\"%s\",\"chargingProfile\":%s"
                        .formatted(idTag, profile("TxProfile", "")),
                RemoteControlTest::accepted);
        try (var events = topics.follow("events.transaction")) {
            wire.start(cp, 1, idTag, 0, now);
            wire.start(cp, 2, idTags.accepted(), 0, now);

            var started =
                    events.awaitAll(record -> cp.equals(record.key()), 2).stream()
                            .map(r -> ContractJson.read(TransactionStarted.class, r.value()))
                            .toList();

            var profile = requireNonNull(started.getFirst().chargingProfile());
            assertThat(profile.chargingProfilePurpose()).isEqualTo("TxProfile");
            assertThat(profile.profile().chargingSchedule().chargingSchedulePeriod())
                    .containsExactly(new ChargingSchedulePeriod(0, new BigDecimal("16.0"), null));
            assertThat(started.getLast().chargingProfile()).isNull();
        }
    }

    @Test
    void theRequestsOfAChargePointAreListedNewestFirst() {
        remoteStart("\"idTag\":\"one\"", RemoteControlTest::accepted);
        remoteStart("\"idTag\":\"two\"", RemoteControlTest::accepted);

        var list = "/api/v1/transactions/remote-requests?chargePointId={cp}&limit=1";
        var first = rest.get(list, cp);
        var second = rest.get(list + "&cursor={cursor}", cp, first.text("/nextCursor"));

        assertThat(first.text("/items/0/idTag")).isEqualTo("two");
        assertThat(second.text("/items/0/idTag")).isEqualTo("one");
        assertThat(second.body().get("nextCursor").isNull()).isTrue();
    }

    private void assertProblem(String fields, String pointer) {
        var answer =
                rest.post(
                        "/api/v1/transactions/remote-start",
                        "{\"chargePointId\":\"%s\",%s}".formatted(cp, fields));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/pointer")).isEqualTo(pointer);
        assertThat(
                        sql.sql("select count(*) from remote_request where charge_point_id = ?")
                                .param(cp)
                                .query(Long.class)
                                .single())
                .isZero();
    }

    private static String profile(String purpose, String more) {
        return """
        {"chargingProfileId":1,%s"stackLevel":0,"chargingProfilePurpose":"%s",
         "chargingProfileKind":"Relative","chargingSchedule":{"chargingRateUnit":"A",
           "chargingSchedulePeriod":[{"startPeriod":0,"limit":16.0}]}}\
        """
                .formatted(more, purpose);
    }

    private Rest.Answer remoteStart(String fields, Function<Call, Outcome> chargePoint) {
        return post(
                "remote-start", "{\"chargePointId\":\"%s\",%s}".formatted(cp, fields), chargePoint);
    }

    /** Posts while the rest of the platform answers in the charge point's name. */
    private Rest.Answer post(String path, String body, Function<Call, Outcome> chargePoint) {
        try (var calls = topics.follow(Topic.CALLS.name())) {
            var answer = supplyAsync(() -> rest.post("/api/v1/transactions/" + path, body));
            var call = Call.from(calls.await(record -> cp.equals(record.key())));
            topics.send(chargePoint.apply(call).toRecord(Owner.TRANSACTION));
            return answer.join();
        }
    }

    private static Outcome accepted(Call call) {
        return outcome(call, CommandStatus.ANSWERED, "{\"status\":\"Accepted\"}");
    }

    private static Outcome outcome(Call call, CommandStatus status, @Nullable String response) {
        return new Outcome(
                call.commandId(),
                call.chargePointId(),
                call.action(),
                status,
                call.requestedAt(),
                Instant.now(),
                call.requestedBy(),
                JSON.readTree(call.payload()),
                response == null ? null : JSON.readTree(response),
                null);
    }

    private void awaitState(String commandId, String state) {
        await().untilAsserted(() -> assertThat(state(commandId)).isEqualTo(state));
    }

    private String state(String commandId) {
        return sql.sql("select state from remote_request where command_id = ?::uuid")
                .param(commandId)
                .query(String.class)
                .single();
    }

    private Rest.Answer awaitTransaction(int id) {
        return await().until(
                        () -> rest.get("/api/v1/transactions/{id}", id),
                        answer -> answer.status() == 200);
    }
}
