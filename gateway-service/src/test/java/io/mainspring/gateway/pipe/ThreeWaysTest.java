package io.mainspring.gateway.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.contracts.Delivery;
import io.mainspring.contracts.ReturnAddress;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.Origin;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clock, event, command: what a CALL's answer waits for. */
class ThreeWaysTest {

    private final PipeFixture cp7 = PipeFixture.accepted();

    @Test
    void aHeartbeatIsAnsweredOnTheSpotWithoutKafka() {
        cp7.receivesCall("m-1", "Heartbeat", "{}");

        assertThat(cp7.sent)
                .containsExactly("[3,\"m-1\",{\"currentTime\":\"2026-03-01T10:00:00.000Z\"}]");
        assertThat(cp7.requests).isEmpty();
        assertThat(cp7.counted).containsExactly("Heartbeat answered");
    }

    @Test
    void aHeartbeatThatWasTriggeredIsToldToItsOwnerAndAnsweredOnTheSpotAllTheSame() {
        cp7.isSent("t-1", Action.TRIGGER_MESSAGE, "{\"requestedMessage\":\"Heartbeat\"}");
        cp7.receivesCall("m-1", "Heartbeat", "{}");

        assertThat(cp7.sent).hasSize(2).last().asString().startsWith("[3,\"m-1\",");
        assertThat(cp7.requests)
                .singleElement()
                .satisfies(request -> assertThat(request.action()).isEqualTo(Action.HEARTBEAT));

        cp7.timePasses(PipeFixture.settings().triggerWindow());
        cp7.receivesCall("m-2", "Heartbeat", "{}");

        assertThat(cp7.requests).hasSize(1);
    }

    @Test
    void anEventIsAnsweredWhenKafkaHoldsItAndNotBefore() {
        cp7.receivesStatus("m-1");
        assertThat(cp7.sent).isEmpty();

        cp7.kafkaHoldsIt();

        assertThat(cp7.sent).containsExactly("[3,\"m-1\",{}]");
    }

    @Test
    void aCommandIsAnsweredByItsOwnerAndNotByKafka() {
        cp7.receivesAuthorize("m-1");
        cp7.kafkaHoldsIt();
        assertThat(cp7.sent).isEmpty();

        cp7.ownerReplies("m-1", "{\"idTagInfo\":{\"status\":\"Accepted\"}}");

        assertThat(cp7.sent)
                .containsExactly("[3,\"m-1\",{\"idTagInfo\":{\"status\":\"Accepted\"}}]");
    }

    @Test
    void anOwnersReplyMayBeFasterThanKafkasAcknowledgement() {
        cp7.receivesAuthorize("m-1");
        cp7.ownerReplies("m-1", "{\"idTagInfo\":{\"status\":\"Accepted\"}}");
        cp7.receivesStatus("m-2");
        cp7.pipe.published(1, true); // of m-1, late

        assertThat(cp7.sent).hasSize(1);
        cp7.kafkaHoldsIt();
        assertThat(cp7.sent).hasSize(2).last().isEqualTo("[3,\"m-2\",{}]");
    }

    @Test
    void anOwnersRefusalBecomesACallError() {
        cp7.receivesAuthorize("m-1");
        cp7.pipe.delivered(
                new Delivery.Refusal(
                        PipeFixture.ID,
                        PipeFixture.address(PipeFixture.EPOCH),
                        "m-1",
                        "InternalError",
                        "no \"luck\""));

        assertThat(cp7.sent)
                .containsExactly("[4,\"m-1\",\"InternalError\",\"no \\\"luck\\\"\",{}]");
        assertThat(cp7.counted).containsExactly("Authorize refused");
    }

    @Test
    void theRecordCarriesAllThatTheOwnerNeedsToAnswer() {
        cp7.receivesAuthorize("m-1");

        var request = cp7.requests.getFirst();
        assertThat(request.chargePointId()).isEqualTo("CP-7");
        assertThat(request.action()).isEqualTo(Action.AUTHORIZE);
        assertThat(request.uniqueId()).isEqualTo("m-1");
        assertThat(request.returnAddress()).isEqualTo(new ReturnAddress(5, 42));
        assertThat(request.receivedAt()).isEqualTo(cp7.clock.instant());
        assertThat(request.repairs()).isEmpty();
        assertThat(request.payload()).asString().isEqualTo("{\"idTag\":\"DEADBEEF\"}");
    }

    @Test
    void anOwnerThatStaysSilentCostsTheCallItsTimeAndNoMore() {
        cp7.receivesAuthorize("m-1");
        cp7.kafkaHoldsIt();
        cp7.timePasses(PipeFixture.TIME_OUT.minusMillis(1));
        assertThat(cp7.sent).isEmpty();

        cp7.timePasses(Duration.ofMillis(1));

        assertThat(cp7.sent)
                .containsExactly("[4,\"m-1\",\"InternalError\",\"no answer in time\",{}]");
        assertThat(cp7.counted).containsExactly("Authorize timed-out");
    }

    @Test
    void behindAnOwnerThatStaysSilentAHeartbeatIsAnsweredAndADecisionIsTooLate() {
        cp7.receivesAuthorize("m-1");
        cp7.receivesCall("m-2", "Heartbeat", "{}");
        cp7.receivesAuthorize("m-3");

        cp7.timePasses(PipeFixture.TIME_OUT);

        assertThat(cp7.sent)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("[4,\"m-1\",\"InternalError\""),
                        second -> assertThat(second).startsWith("[3,\"m-2\""),
                        third -> assertThat(third).startsWith("[4,\"m-3\",\"InternalError\""));
    }

    @Test
    void aReplyThatComesTooLateAnswersNothing() {
        cp7.receivesAuthorize("m-1");
        cp7.timePasses(PipeFixture.TIME_OUT);
        cp7.receivesAuthorize("m-2");

        cp7.ownerReplies("m-1", "{\"idTagInfo\":{\"status\":\"Accepted\"}}");

        assertThat(cp7.sent).hasSize(1);
        assertThat(cp7.counted).contains("dropped late");
    }

    @Test
    void aReplyToAnEventIsNoAnswer() {
        cp7.receivesStatus("m-1");
        cp7.ownerReplies("m-1", "{\"unasked\":true}");

        assertThat(cp7.sent).isEmpty();
        assertThat(cp7.counted).containsExactly("dropped late");
    }

    @Test
    void aReplyForAnEarlierConnectionIsDropped() {
        cp7.receivesAuthorize("m-1");
        cp7.pipe.delivered(
                new Delivery.Reply(
                        PipeFixture.ID, PipeFixture.address(41), "m-1", new byte[] {'{', '}'}));

        assertThat(cp7.sent).isEmpty();
        assertThat(cp7.counted).containsExactly("dropped stale");
    }

    @Test
    void whatKafkaRefusesIsTriedAgainUntilItTakesIt() {
        cp7.receivesStatus("m-1");
        cp7.kafkaRefusesIt();
        assertThat(cp7.requests).hasSize(1);

        cp7.timePasses(Duration.ofMillis(100));
        assertThat(cp7.requests).hasSize(2);
        cp7.timePasses(Duration.ofMillis(100)); // nothing is known of the second attempt yet
        assertThat(cp7.requests).hasSize(2);
        cp7.kafkaHoldsIt();

        assertThat(cp7.sent).containsExactly("[3,\"m-1\",{}]");
    }

    @Test
    void whatKafkaNeverTakesIsAnsweredInternalError() {
        cp7.receivesStatus("m-1");
        cp7.kafkaRefusesIt();
        cp7.timePasses(PipeFixture.TIME_OUT);

        assertThat(cp7.sent).singleElement().asString().contains("InternalError");
        assertThat(cp7.requests).hasSize(1);
    }

    @Test
    void beforeTheConnectionIsAnnouncedHeartbeatsAreAnsweredAndRequestsWait() {
        var early = PipeFixture.notYetAnnounced(RegistrationStatus.ACCEPTED);
        early.receivesCall("m-1", "Heartbeat", "{}");
        early.receivesStatus("m-2");
        early.timePasses(Duration.ofMillis(100));
        assertThat(early.sent).hasSize(1);
        assertThat(early.requests).isEmpty();

        early.pipe.connected(99);

        assertThat(early.requests)
                .singleElement()
                .extracting(r -> r.returnAddress().epoch())
                .isEqualTo(99L);
        early.kafkaHoldsIt();
        assertThat(early.sent).hasSize(2);
    }

    @Test
    void aConnectionThatIsNeverAnnouncedStillAnswers() {
        var early = PipeFixture.notYetAnnounced(RegistrationStatus.ACCEPTED);
        early.receivesStatus("m-1");
        early.timePasses(PipeFixture.TIME_OUT);

        assertThat(early.sent).singleElement().asString().contains("InternalError");
    }

    @Test
    void everyActionThatChargePointsSendHasAWayAndNoOther() {
        assertThat(Arrays.stream(Action.values()).filter(a -> a.comesFrom(Origin.CHARGE_POINT)))
                .isNotEmpty()
                .allMatch(a -> Way.of(a) != Way.OUTWARD);
        assertThat(Arrays.stream(Action.values()).filter(a -> !a.comesFrom(Origin.CHARGE_POINT)))
                .isNotEmpty()
                .allMatch(a -> Way.of(a) == Way.OUTWARD);
    }

    @Test
    void answersToEventsAreEmptyByTheProtocol() {
        assertThat(Arrays.stream(Action.values()).filter(a -> Way.of(a) == Way.EVENT))
                .hasSize(7)
                .allMatch(a -> List.of(a.response().getRecordComponents()).isEmpty());
    }
}
