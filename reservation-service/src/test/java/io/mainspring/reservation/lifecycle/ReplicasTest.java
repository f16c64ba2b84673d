package io.mainspring.reservation.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.reservation.Given;
import io.mainspring.reservation.ReservationServiceApplication;
import io.mainspring.reservation.ReservationServiceTest;
import io.mainspring.reservation.lifecycle.Decision.Effect;
import io.mainspring.testkit.Engines;
import io.mainspring.testkit.Rest;
import io.mainspring.testkit.Tail;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

/** The service twice, on one broker and one database. */
@ReservationServiceTest
class ReplicasTest {

    private static ConfigurableApplicationContext other;

    @Autowired private Given given;
    @Autowired private Rest rest;
    @Autowired private Reservations here;
    @Autowired private ReservationKeys keys;

    @BeforeAll
    static void start() {
        other =
                new SpringApplicationBuilder(ReservationServiceApplication.class)
                        .initializers(new Engines())
                        .properties(
                                "spring.config.name=reservation-service",
                                "spring.kafka.listener.auto-startup=false")
                        .run();
    }

    @AfterAll
    static void stop() {
        other.close();
    }

    @Test
    void aReplicaDecidesOnWhatIsStoredNotOnWhatItRemembers() {
        var cp = given.chargePointThatAnswers("Accepted");
        int id = given.accepted(cp, 1, "ALICE", "");
        assertThat(there().sendAlone(use(id, cp, 1, "MALLORY", null))).isEqualTo(Effect.NOTHING);

        replace(id, cp, 2, "BOB");

        assertThat(there().sendAlone(use(id, cp, 1, "ALICE", null))).isEqualTo(Effect.NOTHING);
        assertThat(keys.usable(cp, 2, Instant.now())).containsExactly(id);
        assertThat(there().sendAlone(use(id, cp, 2, "BOB", null))).isEqualTo(Effect.USED);
        given.becomes(id, "Used");
    }

    @Test
    void ofTwoWhoDecideAtTheSameTimeEachKnowsWhatTheOtherDid() throws InterruptedException {
        var cp = given.chargePointThatAnswers("Accepted");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                int id = given.accepted(cp, 1, "ALICE", "");
                var both =
                        List.<Callable<Effect>>of(
                                () -> here.sendAlone(use(id, cp, 1, "BOB", id)),
                                () -> there().sendAlone(use(id, cp, 1, "BOB", id)));
                assertThat(threads.invokeAll(both).stream().map(Future::resultNow))
                        .containsExactlyInAnyOrder(Effect.USED, Effect.NOTHING);
            }
        }
    }

    @Test
    void whicheverReplicaReadsItEachReservationEndsAsItMustAndIsToldOnce() {
        var consumers = other.getBean(KafkaListenerEndpointRegistry.class);
        var expected = new HashMap<Integer, String>();
        try (var events = new Tail("events.reservation")) {
            consumers.start();
            await().until(() ->
                    consumers.getListenerContainers().stream()
                            .allMatch(c -> !requireNonNull(c.getAssignedPartitions()).isEmpty()));
            for (int i = 0; i < 24; i++) {
                var cp = given.chargePointThatAnswers("Accepted");
                int id = given.accepted(cp, 1, "ALICE", "");
                given.started(cp, 1, "MALLORY", null, null);
                replace(id, cp, 2, "BOB");
                if (i % 3 == 0) {
                    rest.post("/" + id + "/cancel", "{\"chargePointId\": \"" + cp + "\"}");
                    expected.put(id, "Cancelled");
                } else {
                    given.started(cp, 1, "ALICE", null, null);
                    given.started(cp, 2, "BOB", null, i % 3 == 1 ? id : null);
                    expected.put(id, "Used");
                }
            }
            expected.forEach(given::becomes);
            for (var id : expected.keySet()) {
                await().until(() -> told(events, id).size() >= 3);
                assertThat(told(events, id))
                        .containsExactly(
                                "reservation.accepted.v1",
                                "reservation.accepted.v1",
                                expected.get(id).equals("Used")
                                        ? "reservation.used.v1"
                                        : "reservation.cancelled.v1");
            }
        } finally {
            consumers.stop();
        }
    }

    private static Reservations there() {
        return other.getBean(Reservations.class);
    }

    private void replace(int id, String chargePointId, int connectorId, String idTag) {
        given.reserve(chargePointId, connectorId, idTag, ",\"reservationId\": " + id);
        given.becomes(id, "Accepted", body -> body.path("connectorId").asInt() == connectorId);
    }

    private static ReservationCommand.Use use(
            int id, String chargePointId, int connector, String idTag, @Nullable Integer named) {
        var now = Instant.now();
        return new ReservationCommand.Use(
                id, new Start(chargePointId, connector, 7, idTag, null, named, true, now, now));
    }

    private static List<String> told(Tail events, int id) {
        return events
                .all(r -> new String(r.value(), UTF_8).contains("\"reservationId\":" + id + ","))
                .stream()
                .map(r -> new String(r.headers().lastHeader("ce_type").value(), UTF_8))
                .toList();
    }
}
