package io.mainspring.reservation.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.reservation.Given;
import io.mainspring.reservation.ReservationServiceTest;
import io.mainspring.reservation.TestClock;
import io.mainspring.testkit.Correlation;
import io.mainspring.testkit.Rest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ReservationServiceTest
class ReservationControllerTest {

    @Autowired private Given given;
    @Autowired private Rest rest;
    @Autowired private TestClock clock;
    @Autowired private JdbcClient sql;

    @Test
    void theReservationIsSentAsAskedWithAnIdThatIsChosenHere() {
        var cp = given.chargePointThatAnswers("Accepted");
        var answer = given.reserve(cp, 0, "Alice", ",\"parentIdTag\": \"Fleet\"");

        var sent = Correlation.payload(given.calls(cp).getFirst());
        assertThat(sent).isEqualTo(answer.body().path("request"));
        assertThat(sent.path("reservationId").asInt()).isPositive();
        assertThat(sent.path("connectorId").asInt()).isZero();
        assertThat(sent.path("idTag").asString()).isEqualTo("Alice");
        assertThat(sent.path("parentIdTag").asString()).isEqualTo("Fleet");
        assertThat(Instant.parse(sent.path("expiryDate").asString())).isAfter(Instant.now());
        assertThat(sent.propertyNames()).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"connectorId": 1, "idTag": "A", "expiryDate": "2099-01-01T00:00:00Z"}                            | /chargePointId
                    {"chargePointId": "1234567890123456789012345678901234567890123456789", "connectorId": 1, "idTag": "A", "expiryDate": "2099-01-01T00:00:00Z"} | /chargePointId
                    {"chargePointId": "X", "connectorId": -1, "idTag": "A", "expiryDate": "2099-01-01T00:00:00Z"}      | /connectorId
                    {"chargePointId": "X", "idTag": "A", "expiryDate": "2099-01-01T00:00:00Z"}                        | /connectorId
                    {"chargePointId": "X", "connectorId": 1, "idTag": "A", "expiryDate": "2020-01-01T00:00:00Z"}      | /expiryDate
                    {"chargePointId": "X", "connectorId": 1, "idTag": "A", "expiryDate": "+12099-01-01T00:00:00Z"}    | /expiryDate
                    {"chargePointId": "X", "connectorId": 1, "idTag": "123456789012345678901", "expiryDate": "2099-01-01T00:00:00Z"} | /idTag
                    {"chargePointId": "X", "connectorId": 1, "idTag": "A", "expiryDate": "2099-01-01T00:00:00Z", "parentIdTag": "123456789012345678901"} | /parentIdTag
                    {"chargePointId": "X", "connectorId": 1, "idTag": "A", "expiryDate": "2099-01-01T00:00:00Z", "reservationId": 0} | /reservationId
                    {"chargePointId": "X", "connectorId": 1, "idTag": "A", "expiryDate": "2099-01-01T00:00:00Z", "reservationId": "x"} | /reservationId
                    """)
    void aWrongFieldIsNamed(String body, String pointer) {
        var answer = rest.post("", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("pointer").asString()).isEqualTo(pointer);
    }

    @Test
    void aWrongCancellationIsRefusedWithItsField() {
        assertThat(rest.post("/7/cancel", "{}").body().path("pointer").asString())
                .isEqualTo("/chargePointId");
        assertThat(
                        rest.post("/7/cancel", "{\"chargePointId\": \"X\", \"why\": 1}")
                                .body()
                                .path("pointer")
                                .asString())
                .isEqualTo("/why");
    }

    @Test
    void anIdThatAnOperatorNamesIsHonouredKeptForItsChargePointAndNeverHandedOut() {
        var cp = given.chargePointThatAnswers("Accepted");
        int next =
                sql.sql("select last_value + 2 from reservation_id").query(Integer.class).single();
        var named = given.reserve(cp, 1, "ALICE", ",\"reservationId\": " + next);
        assertThat(named.body().at("/request/reservationId").asInt()).isEqualTo(next);

        var elsewhere =
                given.reserve(
                        given.chargePointThatAnswers("Accepted"),
                        1,
                        "ALICE",
                        ",\"reservationId\": " + next);
        assertThat(elsewhere.status()).isEqualTo(409);
        assertThat(elsewhere.body().path("pointer").asString()).isEqualTo("/reservationId");

        for (int i = 0; i < 4; i++) {
            assertThat(given.accepted(cp, 2, "ALICE", "")).isNotEqualTo(next);
        }
    }

    @Test
    void anIdWhoseReservationHasEndedIsNotUsedAgain() {
        var cp = given.chargePointThatAnswers("Accepted");
        int id = given.accepted(cp, 1, "ALICE", "");
        int transaction = given.started(cp, 1, "ALICE", null, id);
        given.becomes(id, "Used");

        var again = given.reserve(cp, 2, "BOB", ",\"reservationId\": " + id);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body().path("pointer").asString()).isEqualTo("/reservationId");
        assertThat(given.calls(cp)).hasSize(1);
        assertThat(rest.get("/" + id).body().path("transactionId").asInt()).isEqualTo(transaction);
    }

    @Test
    void anIdThatTheChargePointRefusedMayBeTriedAgain() {
        var cp = given.chargePointThatAnswers("Occupied");
        int id = given.reserve(cp, 1, "ALICE", "").body().at("/request/reservationId").asInt();
        given.becomes(id, "Refused");
        given.answers(cp, "Accepted");
        assertThat(given.accepted(cp, 1, "ALICE", ",\"reservationId\": " + id)).isEqualTo(id);
    }

    @Test
    void aChargePointIsCalledByItsCanonicalSpelling() {
        var cp = given.chargePointThatAnswers("Accepted");
        given.registered(cp);
        var otherwise = cp.toLowerCase(Locale.ROOT);

        await().until(() -> given.reserve(otherwise, 1, "ALICE", "").status() == 200);

        assertThat(given.calls(cp)).isNotEmpty();
        var cancelled = rest.post("/7/cancel", "{\"chargePointId\": \"" + otherwise + "\"}").body();
        assertThat(cancelled.path("chargePointId").asString()).isEqualTo(cp);
    }

    @Test
    void aCommandThatIsToldAgainAfterItsExpiryIsTheSame() {
        var cp = given.chargePointThatAnswers("Accepted");
        var key = UUID.randomUUID().toString();
        var body =
                """
                {"chargePointId": "%s", "connectorId": 1, "idTag": "A", "expiryDate": "%s"}\
                """
                        .formatted(cp, Instant.now().plus(Duration.ofHours(1)));
        var first = rest.post("", body, "Idempotency-Key", key);
        clock.ahead(
                Duration.ofHours(2),
                () -> {
                    var second = rest.post("", body, "Idempotency-Key", key);
                    assertThat(second.status()).isEqualTo(200);
                    assertThat(second.body()).isEqualTo(first.body());
                    var late = rest.post("", body, "Idempotency-Key", key + "-other");
                    assertThat(late.status()).isEqualTo(400);
                    assertThat(late.body().path("pointer").asString()).isEqualTo("/expiryDate");
                });
        assertThat(given.calls(cp)).hasSize(1);
    }

    @Test
    void theSameIdempotencyKeyReservesOnce() {
        var cp = given.chargePointThatAnswers("Accepted");
        var key = UUID.randomUUID().toString();
        var body =
                """
                {"chargePointId": "%s", "connectorId": 1, "idTag": "A", "expiryDate": "%s"}\
                """
                        .formatted(cp, Instant.now().plus(Duration.ofHours(1)));
        var first = rest.post("", body, "Idempotency-Key", key);
        var second = rest.post("", body, "Idempotency-Key", key);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(given.calls(cp)).hasSize(1);
    }

    @Test
    void aReservationWaitsForItsChargePointNoLongerThanItLasts() {
        var cp = given.chargePointThatAnswers("Accepted");
        var expiry = Instant.now().plus(Duration.ofMinutes(5));
        rest.post(
                "?whenOnline=P1D",
                """
                {"chargePointId": "%s", "connectorId": 1, "idTag": "A", "expiryDate": "%s"}\
                """
                        .formatted(cp, expiry));
        var call = given.calls(cp).getFirst();
        assertThat(call.waitForOnline()).isTrue();
        assertThat(call.expiresAt()).isBetween(expiry.minusSeconds(60), expiry.plusSeconds(1));
    }
}
