package io.mainspring.gateway.pipe;

import static io.mainspring.ocpp.v16.type.RegistrationStatus.ACCEPTED;
import static io.mainspring.ocpp.v16.type.RegistrationStatus.PENDING;
import static io.mainspring.ocpp.v16.type.RegistrationStatus.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.ocpp.v16.Action;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What may be said before a charge point is accepted. OCPP 1.6 §4.2, rpc.md §8. */
class RegistrationStatesTest {

    private static final String TRIGGER_STATUS = "{\"requestedMessage\":\"StatusNotification\"}";

    @Test
    void beforeItsFirstBootOnlyBootNotificationIsHandled() {
        var cp7 = PipeFixture.connected(null);
        cp7.receivesStatus("m-1");
        cp7.receivesCall("m-2", "Heartbeat", "{}");
        cp7.receivesBoot("m-3");

        assertThat(cp7.sent).hasSize(2).allMatch(frame -> frame.contains("\"SecurityError\""));
        assertThat(cp7.requests)
                .singleElement()
                .extracting(r -> r.action())
                .isEqualTo(Action.BOOT_NOTIFICATION);
    }

    @Test
    void anUnknownChargePointThatWasLetInMayBootToo() {
        var cp7 = PipeFixture.unknown();
        cp7.receivesStatus("m-1");
        cp7.receivesBoot("m-2");
        cp7.bootIsAnswered("m-2", "Accepted");
        cp7.receivesStatus("m-3");

        assertThat(cp7.sent.getFirst()).contains("SecurityError");
        assertThat(cp7.requests).hasSize(2);
    }

    @Test
    void anAcceptedBootCountsAtOnceAndNotOnlyWhenTheAdmissionHasArrived() {
        var cp7 = PipeFixture.connected(null);
        cp7.receivesBoot("m-1");
        cp7.receivesStatus("m-2"); // does not even wait for the answer
        cp7.bootIsAnswered("m-1", "Accepted");
        cp7.kafkaHoldsIt();

        assertThat(cp7.sent).hasSize(2).last().isEqualTo("[3,\"m-2\",{}]");
    }

    @Test
    void anAdmissionFromBeforeTheAnswerDoesNotTakeItBack() {
        var cp7 = PipeFixture.connected(null);
        cp7.receivesBoot("m-1");
        cp7.bootIsAnswered("m-1", "Accepted");
        cp7.pipe.admitted(PipeFixture.admission(PENDING, false));
        cp7.receivesStatus("m-2");

        assertThat(cp7.requests).hasSize(2);
    }

    @Test
    void anAdmissionFromAfterTheAnswerCounts() {
        var cp7 = PipeFixture.connected(null);
        cp7.receivesBoot("m-1");
        cp7.bootIsAnswered("m-1", "Accepted");
        cp7.pipe.admitted(PipeFixture.admission(ACCEPTED, false));
        cp7.pipe.admitted(PipeFixture.admission(REJECTED, false));
        cp7.receivesStatus("m-2");

        assertThat(cp7.sent).hasSize(2).last().asString().contains("SecurityError");
    }

    @Test
    void anAcceptedChargePointNeedsNoBootOnANewSocket() {
        var cp7 = PipeFixture.connected(ACCEPTED);
        cp7.receivesStatus("m-1");
        cp7.kafkaHoldsIt();

        assertThat(cp7.sent).containsExactly("[3,\"m-1\",{}]");
    }

    @Test
    void anAcceptanceIsKnownToTheNextSocketBeforeItsAdmissionHasArrived() {
        var cp7 = PipeFixture.unknown();
        cp7.receivesBoot("m-1");
        cp7.bootIsAnswered("m-1", "Accepted");

        var next = cp7.onItsNextSocket(null);
        next.receivesStatus("m-2");

        assertThat(next.requests).hasSize(1);
    }

    @Test
    void onceTheAdmissionHasArrivedItAloneCountsForTheNextSocket() {
        var cp7 = PipeFixture.unknown();
        cp7.receivesBoot("m-1");
        cp7.bootIsAnswered("m-1", "Accepted");
        cp7.pipes.admitted(PipeFixture.admission(ACCEPTED, false));

        var next = cp7.onItsNextSocket(PipeFixture.admission(REJECTED, false));
        next.receivesStatus("m-2");

        assertThat(next.sent).singleElement().asString().contains("SecurityError");
    }

    @Test
    void anAnswerThatNoAdmissionConfirmsIsForgotten() {
        var cp7 = PipeFixture.unknown();
        cp7.receivesBoot("m-1");
        cp7.bootIsAnswered("m-1", "Accepted");
        cp7.clock.advance(Duration.ofMinutes(1));

        var next = cp7.onItsNextSocket(null);
        next.receivesStatus("m-2");

        assertThat(next.sent).singleElement().asString().contains("SecurityError");
    }

    @Test
    void whatWeTriggeredWhilePendingGetsItsNormalAnswer() {
        var cp7 = PipeFixture.connected(PENDING);
        cp7.isSent("t-1", Action.TRIGGER_MESSAGE, TRIGGER_STATUS);
        cp7.receivesStatus("m-1");
        cp7.kafkaHoldsIt();
        cp7.receivesStatus("m-2"); // of the second connector
        cp7.kafkaHoldsIt();
        cp7.receivesCall("m-3", "Heartbeat", "{}");

        assertThat(cp7.sent.subList(1, 4))
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("[3,\"m-1\",{}]"),
                        second -> assertThat(second).isEqualTo("[3,\"m-2\",{}]"),
                        other -> assertThat(other).contains("SecurityError"));
    }

    @Test
    void aTriggerIsForgottenAfterAWhile() {
        var cp7 = PipeFixture.connected(PENDING);
        cp7.isSent("t-1", Action.TRIGGER_MESSAGE, TRIGGER_STATUS);
        cp7.timePasses(Duration.ofSeconds(60));
        cp7.receivesStatus("m-1");

        assertThat(cp7.sent).last().asString().contains("SecurityError");
    }

    @Test
    void theTriggerOfTheSecurityWhitepaperCountsToo() {
        var cp7 = PipeFixture.connected(PENDING);
        cp7.isSent(
                "t-1",
                Action.EXTENDED_TRIGGER_MESSAGE,
                "{\"requestedMessage\":\"FirmwareStatusNotification\"}");
        cp7.receivesCall(
                "m-1", "SignedFirmwareStatusNotification", "{\"status\":\"Idle\",\"requestId\":1}");
        cp7.kafkaHoldsIt();

        assertThat(cp7.sent).last().isEqualTo("[3,\"m-1\",{}]");
    }

    @Test
    void remoteStartsAreNotSentToAPendingChargePoint() {
        var cp7 = PipeFixture.connected(PENDING);
        cp7.isSent("c-1", Action.REMOTE_START_TRANSACTION, "{\"idTag\":\"A\"}");
        cp7.isSent("c-2", Action.GET_CONFIGURATION, "{}");

        assertThat(cp7.sent).containsExactly("[2,\"c-2\",\"GetConfiguration\",{}]");
        assertThat(cp7.results)
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.uniqueId()).isEqualTo("c-1");
                    assertThat(result.errorCode()).isEqualTo("SecurityError");
                });
    }

    @Test
    void nothingIsSentToARejectedChargePoint() {
        var cp7 = PipeFixture.connected(REJECTED);
        cp7.isSent("c-1", Action.GET_CONFIGURATION, "{}");

        assertThat(cp7.sent).isEmpty();
        assertThat(cp7.results).hasSize(1);
    }
}
