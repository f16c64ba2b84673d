package io.mainspring.reservation.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.contracts.chargepoint.ChargePointRetired;
import io.mainspring.contracts.chargepoint.ConnectorStatus;
import io.mainspring.reservation.Given;
import io.mainspring.reservation.ReservationServiceTest;
import io.mainspring.reservation.TestClock;
import io.mainspring.testkit.OtherService;
import io.mainspring.testkit.Rest;
import io.mainspring.testkit.Tail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import tools.jackson.databind.JsonNode;

/**
 * Facts that lie in Kafka while nobody reads them, until everything has expired by the clock: as
 * after a downtime, when the first look at the clock comes before the first poll.
 */
@ReservationServiceTest
class LateFactsTest {

    @Autowired private Given given;
    @Autowired private Rest rest;
    @Autowired private TestClock clock;
    @Autowired private KafkaListenerEndpointRegistry consumers;
    @Autowired private OtherService chargePointService;

    @AfterEach
    void upAgain() {
        consumers.start();
    }

    @Test
    void whatWasSaidBeforeTheExpiryCountsAlthoughItIsReadAfterIt() {
        var cp = given.chargePointThatAnswers("Accepted");
        var retiring = given.chargePointThatAnswers("Accepted");
        int cancelled = given.accepted(cp, 1, "ALICE", "");
        int failed = given.accepted(cp, 2, "ALICE", "");
        int used = given.accepted(cp, 3, "ALICE", "");
        int retired = given.accepted(retiring, 1, "ALICE", "");
        int nobody = given.accepted(cp, 4, "ALICE", "");
        try (var events = new Tail("events.reservation")) {
            consumers.stop();
            cancel(cp, cancelled);
            given.reports(cp, 2, ConnectorStatus.FAULTED);
            given.started(cp, 3, "ALICE", null, null);
            chargePointService.publishes(retiring, new ChargePointRetired(retiring, Instant.now()));
            expires(List.of(cancelled, failed, used, retired, nobody));

            consumers.start();

            given.becomes(cancelled, "Cancelled");
            assertThat(given.becomes(failed, "Ended").path("reason").asString())
                    .isEqualTo("Faulted");
            given.becomes(used, "Used");
            assertThat(given.becomes(retired, "Ended").path("reason").asString())
                    .isEqualTo("Retired");
            given.becomes(nobody, "Expired");
            events.first(r ->
                    new String(r.headers().lastHeader("ce_type").value(), UTF_8)
                                    .equals("reservation.cancelled.v1")
                            && cp.equals(r.key()));
        }
    }

    @Test
    void theAnswerToTheReservationItselfMayBeWhatIsReadAfterTheExpiry() {
        consumers.stop();
        var cp = given.chargePointThatAnswers("Accepted");
        int unused = id(given.reserve(cp, 1, "ALICE", ""));
        int used = id(given.reserve(cp, 2, "ALICE", ""));
        int failed = id(given.reserve(cp, 3, "ALICE", ""));
        given.answers(cp, "Occupied");
        int refused = id(given.reserve(cp, 4, "ALICE", ""));
        given.started(cp, 2, "ALICE", null, null);
        given.reports(cp, 3, ConnectorStatus.UNAVAILABLE);
        expires(List.of(unused, used, failed, refused));

        clock.ahead(
                Duration.ofHours(2),
                () -> {
                    consumers.start();
                    given.becomes(used, "Used");
                    given.becomes(failed, "Ended");
                    given.becomes(refused, "Refused");
                    var expired = given.becomes(unused, "Expired", body -> body.has("acceptedAt"));
                    assertThat(types(expired))
                            .containsExactly(
                                    "reservation.requested",
                                    "reservation.expired",
                                    "reservation.accepted",
                                    "reservation.expired");
                });
    }

    private void expires(List<Integer> reservations) {
        clock.ahead(
                Duration.ofHours(2),
                () -> reservations.forEach(id -> given.becomes(id, "Expired")));
    }

    private void cancel(String chargePointId, int id) {
        var answer =
                rest.post("/" + id + "/cancel", "{\"chargePointId\": \"" + chargePointId + "\"}");
        assertThat(answer.body().at("/response/status").asString()).isEqualTo("Accepted");
    }

    private static int id(Rest.Answer answer) {
        return answer.body().at("/request/reservationId").asInt();
    }

    private static List<String> types(JsonNode reservation) {
        return reservation.path("history").values().stream()
                .map(entry -> entry.path("type").asString())
                .toList();
    }
}
