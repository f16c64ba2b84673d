package io.mainspring.reservation.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.Outcome;
import io.mainspring.contracts.Owner;
import io.mainspring.contracts.chargepoint.ChargePointRetired;
import io.mainspring.contracts.chargepoint.ConnectorStatus;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.reservation.Given;
import io.mainspring.reservation.ReservationServiceTest;
import io.mainspring.reservation.TestClock;
import io.mainspring.testkit.Correlation;
import io.mainspring.testkit.Gateway;
import io.mainspring.testkit.OtherService;
import io.mainspring.testkit.Rest;
import io.mainspring.testkit.Tail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From the operator's wish to the end, over a real broker and a real database. */
@ReservationServiceTest
class ReservationLifeTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ASYNC = "respond-async";

    @Autowired private Given given;
    @Autowired private Rest rest;
    @Autowired private TestClock clock;
    @Autowired private Gateway gateway;
    @Autowired private OtherService chargePointService;

    @Test
    void anAcceptedReservationIsUsedByTheTransactionThatCarriesItsId() {
        var cp = given.chargePointThatAnswers("Accepted");
        int id = given.accepted(cp, 1, "ALICE", "");

        int transaction = given.started(cp, 1, "ALICE", null, id);

        var used = given.becomes(id, "Used");
        assertThat(used.path("transactionId").asInt()).isEqualTo(transaction);
        assertThat(used.path("matchedBy").asString()).isEqualTo("ReservationId");
        assertThat(types(used))
                .containsExactly(
                        "reservation.requested", "reservation.accepted", "reservation.used");
    }

    @Test
    void everyOutcomeButAcceptedLeavesNoReservation() {
        for (var status : new String[] {"Faulted", "Occupied", "Rejected", "Unavailable"}) {
            var cp = given.chargePointThatAnswers(status);
            var answer = given.reserve(cp, 1, "ALICE", "");
            assertThat(answer.body().at("/response/status").asString()).isEqualTo(status);
            var refused = given.becomes(id(answer), "Refused");
            assertThat(refused.path("reason").asString()).isEqualTo(status);
            assertThat(active(cp)).isEmpty();
        }
        for (var end : new CommandStatus[] {CommandStatus.OFFLINE, CommandStatus.TIMED_OUT}) {
            var cp = given.chargePointThatEnds(end);
            given.becomes(id(given.reserve(cp, 1, "ALICE", "")), "Undelivered");
            assertThat(active(cp)).isEmpty();
        }
    }

    private JsonNode active(String chargePointId) {
        return rest.get("?state=Accepted&chargePointId=" + chargePointId).body().path("items");
    }

    @Test
    void anotherOfTheGroupUsesItWithTheIdOrWithout() {
        var cp = given.chargePointThatAnswers("Accepted");
        int named = given.accepted(cp, 1, "ALICE", ",\"parentIdTag\": \"FLEET\"");
        int unnamed = given.accepted(cp, 2, "ALICE", ",\"parentIdTag\": \"FLEET\"");

        given.started(cp, 1, "BOB", "FLEET", named);
        given.started(cp, 2, "CAROL", "fleet", null);

        assertThat(given.becomes(named, "Used").path("usedBy").asString()).isEqualTo("BOB");
        var used = given.becomes(unnamed, "Used");
        assertThat(used.path("usedBy").asString()).isEqualTo("CAROL");
        assertThat(used.path("matchedBy").asString()).isEqualTo("ParentIdTag");
    }

    @Test
    void aReservationOfConnectorZeroIsUsedOnWhicheverConnectorTheDriverTakes() {
        var cp = given.chargePointThatAnswers("Accepted");
        int id = given.accepted(cp, 0, "ALICE", "");
        given.started(cp, 2, "ALICE", null, null);
        assertThat(given.becomes(id, "Used").path("connectorId").asInt()).isZero();
    }

    @Test
    void aStartUsesOneReservationAndTheOneOfItsConnectorFirst() {
        var cp = given.chargePointThatAnswers("Accepted");
        int any = given.accepted(cp, 0, "ALICE", "");
        int two = given.accepted(cp, 2, "ALICE", "");
        given.started(cp, 2, "ALICE", null, null);
        given.becomes(two, "Used");
        given.becomes(any, "Accepted");
    }

    @Test
    void aStartWithAnUnknownIdIsNoneOfAnybodysAndDoesNoHarm() {
        var cp = given.chargePointThatAnswers("Accepted");
        int id = given.accepted(cp, 1, "ALICE", "");
        given.started(cp, 1, "ALICE", null, 2_000_000_000);
        given.started(cp, 1, "MALLORY", null, 0);
        given.started(cp, 1, "BOB", null, id); // the same partition, so the last is proof of all
        assertThat(given.becomes(id, "Used").path("usedBy").asString()).isEqualTo("BOB");
    }

    @Test
    void theStartMayBeHeardOfBeforeTheOutcome() {
        var cp = "CP-" + UUID.randomUUID();
        for (var withId : new boolean[] {true, false}) {
            var answer = given.reserve(cp, 1, "ALICE", Duration.ofHours(1), "", "Prefer", ASYNC);
            assertThat(answer.status()).isEqualTo(202);
            int id = id(answer);
            given.becomes(id, "Requested");
            int transaction = given.started(cp, 1, "ALICE", null, withId ? id : null);
            await().until(() ->
                    types(rest.get("/" + id).body())
                            .getLast()
                            .equals(withId ? "reservation.used" : "reservation.start-held"));

            end(cp, answer.body(), CommandStatus.ANSWERED, "Accepted");

            var used = given.becomes(id, "Used");
            assertThat(used.path("transactionId").asInt()).isEqualTo(transaction);
        }
    }

    @Test
    void aStartThatWasHeldForAReservationThatIsRefusedMayHaveUsedAnother() {
        var cp = "CP-" + UUID.randomUUID();
        var any = given.reserve(cp, 0, "ALICE", Duration.ofHours(1), "", "Prefer", ASYNC);
        end(cp, any.body(), CommandStatus.ANSWERED, "Accepted");
        given.becomes(id(any), "Accepted");
        var one = given.reserve(cp, 1, "ALICE", Duration.ofHours(1), "", "Prefer", ASYNC);
        int transaction = given.started(cp, 1, "ALICE", null, null);
        given.becomes(
                id(one),
                "Requested",
                body -> types(body).getLast().equals("reservation.start-held"));

        end(cp, one.body(), CommandStatus.ANSWERED, "Occupied");

        given.becomes(id(one), "Refused");
        var used = given.becomes(id(any), "Used");
        assertThat(used.path("transactionId").asInt()).isEqualTo(transaction);
    }

    @Test
    void aRepeatedOutcomeIsOne() {
        var cp = "CP-" + UUID.randomUUID();
        var answer = given.reserve(cp, 1, "ALICE", Duration.ofHours(1), "", "Prefer", ASYNC);
        try (var events = new Tail("events.reservation")) {
            for (int i = 0; i < 3; i++) {
                end(cp, answer.body(), CommandStatus.ANSWERED, "Accepted");
            }
            given.becomes(id(answer), "Accepted");
            given.started(cp, 1, "ALICE", null, id(answer));
            var used = given.becomes(id(answer), "Used");
            assertThat(types(used))
                    .containsExactly(
                            "reservation.requested", "reservation.accepted", "reservation.used");
            events.first(r -> cp.equals(r.key()) && type(r).equals("reservation.used.v1"));
            assertThat(events.all(r -> cp.equals(r.key()))).hasSize(2);
        }
    }

    @Test
    void theSameIdReplacesAndItsUseIsThatOfTheNewTerms() {
        var cp = given.chargePointThatAnswers("Accepted");
        int id = given.accepted(cp, 1, "ALICE", "");
        given.reserve(cp, 2, "BOB", ",\"reservationId\": " + id);
        await().until(() -> rest.get("/" + id).body().path("connectorId").asInt() == 2);

        given.started(cp, 1, "ALICE", null, null);
        given.started(cp, 2, "BOB", null, null);

        var used = given.becomes(id, "Used");
        assertThat(used.path("usedBy").asString()).isEqualTo("BOB");
        assertThat(used.at("/history/3/event/replaces").asBoolean()).isTrue();
    }

    @Test
    void aReplacementThatIsRefusedLeavesTheFirstInForce() {
        var cp = given.chargePointThatAnswers("Accepted");
        int id = given.accepted(cp, 1, "ALICE", "");
        given.answers(cp, "Occupied");
        given.reserve(cp, 2, "BOB", ",\"reservationId\": " + id);
        await().until(() -> types(rest.get("/" + id).body()).contains("reservation.refused"));
        assertThat(rest.get("/" + id).body().path("idTag").asString()).isEqualTo("ALICE");
        given.becomes(id, "Accepted");
    }

    @Test
    void whatExpiredWhileNobodyLookedExpiresAtItsExpiryDate() {
        var cp = given.chargePointThatAnswers("Accepted");
        int id = given.accepted(cp, 1, "ALICE", "");
        var expiry = rest.get("/" + id).body().path("expiryDate").asString();
        clock.ahead(
                Duration.ofDays(3),
                () -> {
                    var expired = given.becomes(id, "Expired");
                    assertThat(expired.path("endedAt").asString()).isEqualTo(expiry);
                });
    }

    @Test
    void aStartFromBeforeTheExpiryThatIsToldAfterItUsesTheReservation() {
        var cp = given.chargePointThatAnswers("Accepted");
        int id = given.accepted(cp, 1, "ALICE", "");
        var inTime = Instant.now();
        clock.ahead(Duration.ofHours(2), () -> given.becomes(id, "Expired"));
        given.started(cp, 1, "ALICE", null, null, inTime);
        given.becomes(id, "Used");
    }

    @Test
    void aFailureOfTheConnectorOrTheChargePointEndsItAndAnOldOneDoesNot() {
        var cp = given.chargePointThatAnswers("Accepted");
        var before = Instant.now().minusSeconds(30);
        int one = given.accepted(cp, 1, "ALICE", "");
        int two = given.accepted(cp, 2, "BOB", "");
        given.reports(cp, 2, ConnectorStatus.UNAVAILABLE, before);
        given.reports(cp, 1, ConnectorStatus.FAULTED);
        assertThat(given.becomes(one, "Ended").path("reason").asString()).isEqualTo("Faulted");
        given.becomes(two, "Accepted");

        given.reports(cp, 0, ConnectorStatus.UNAVAILABLE);
        assertThat(given.becomes(two, "Ended").path("reason").asString()).isEqualTo("Unavailable");
    }

    @Test
    void aRetiredChargePointHoldsNothing() {
        var cp = given.chargePointThatAnswers("Accepted");
        int id = given.accepted(cp, 1, "ALICE", "");
        chargePointService.publishes(cp, new ChargePointRetired(cp, Instant.now()));
        assertThat(given.becomes(id, "Ended").path("reason").asString()).isEqualTo("Retired");
    }

    @Test
    void aCancellationEndsItAlsoWhenTheChargePointSaysThereIsNothingToCancel() {
        var cp = given.chargePointThatAnswers("Accepted");
        int one = given.accepted(cp, 1, "ALICE", "");
        int two = given.accepted(cp, 2, "ALICE", "");

        assertThat(cancel(cp, one).at("/response/status").asString()).isEqualTo("Accepted");
        given.becomes(one, "Cancelled");

        given.answers(cp, "Rejected");
        assertThat(cancel(cp, two).at("/response/status").asString()).isEqualTo("Rejected");
        assertThat(given.becomes(two, "Ended").path("reason").asString()).isEqualTo("NotHeld");
    }

    @Test
    void anIdThatNobodyKnowsCanBeCancelledAndIsStillNoReservation() {
        var cp = given.chargePointThatAnswers("Rejected");
        assertThat(cancel(cp, 1_999_999_999).path("status").asString()).isEqualTo("Answered");
        assertThat(rest.get("/1999999999").status()).isEqualTo(404);
    }

    private JsonNode cancel(String chargePointId, int id) {
        var answer =
                rest.post("/" + id + "/cancel", "{\"chargePointId\": \"" + chargePointId + "\"}");
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        var call = given.calls(chargePointId).getLast();
        assertThat(Correlation.payload(call).path("reservationId").asInt()).isEqualTo(id);
        return answer.body();
    }

    private void end(
            String chargePointId, JsonNode command, CommandStatus status, @Nullable String answer) {
        gateway.send(
                new Outcome(
                                UUID.fromString(command.path("commandId").asString()),
                                chargePointId,
                                Action.RESERVE_NOW,
                                status,
                                Instant.parse(command.path("requestedAt").asString()),
                                Instant.now(),
                                "tests",
                                command.path("request"),
                                answer == null
                                        ? null
                                        : JSON.createObjectNode().put("status", answer),
                                null)
                        .toRecord(Owner.RESERVATION));
    }

    private static int id(Rest.Answer answer) {
        return answer.body().at("/request/reservationId").asInt();
    }

    private static List<String> types(JsonNode reservation) {
        return reservation.path("history").values().stream()
                .map(entry -> entry.path("type").asString())
                .toList();
    }

    private static String type(ConsumerRecord<String, byte[]> record) {
        return new String(record.headers().lastHeader("ce_type").value(), UTF_8);
    }
}
