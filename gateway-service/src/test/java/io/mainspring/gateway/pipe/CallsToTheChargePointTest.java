package io.mainspring.gateway.pipe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.contracts.Delivery;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import org.junit.jupiter.api.Test;

/** The other direction: passes through, whatever the charge point's own CALLs are waiting for. */
class CallsToTheChargePointTest {

    private final PipeFixture cp7 = PipeFixture.accepted();

    @Test
    void aCallGoesOutWhileAnAnswerIsPending() {
        cp7.receivesAuthorize("m-1");
        cp7.isSent("c-1", Action.RESET, "{\"type\":\"Soft\"}");

        assertThat(cp7.sent).containsExactly("[2,\"c-1\",\"Reset\",{\"type\":\"Soft\"}]");
    }

    @Test
    void anExpiredCallIsNotSent() {
        cp7.pipe.delivered(
                new Delivery.Send(
                        PipeFixture.ID,
                        PipeFixture.address(PipeFixture.EPOCH),
                        "c-1",
                        Action.RESET,
                        cp7.clock.instant(),
                        "{\"type\":\"Soft\"}".getBytes(UTF_8)));

        assertThat(cp7.sent).isEmpty();
        assertThat(cp7.counted).containsExactly("dropped expired");
    }

    @Test
    void aCallThatIsDeliveredAgainIsSentOnce() {
        cp7.isSent("c-1", Action.RESET, "{\"type\":\"Soft\"}");
        cp7.isSent("c-2", Action.RESET, "{\"type\":\"Soft\"}");
        cp7.isSent("c-1", Action.RESET, "{\"type\":\"Soft\"}");

        assertThat(cp7.sent)
                .containsExactly(
                        "[2,\"c-1\",\"Reset\",{\"type\":\"Soft\"}]",
                        "[2,\"c-2\",\"Reset\",{\"type\":\"Soft\"}]");
        assertThat(cp7.counted).containsExactly("dropped repeated");
    }

    @Test
    void anAnswerGoesToCorrelationAsItIs() {
        cp7.receivesAuthorize("m-1"); // does not hold it up
        cp7.receives("[3,\"c-1\",{\"status\":\"Accepted\"}]");

        assertThat(cp7.results)
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.chargePointId()).isEqualTo("CP-7");
                    assertThat(result.epoch()).isEqualTo(PipeFixture.EPOCH);
                    assertThat(result.uniqueId()).isEqualTo("c-1");
                    assertThat(result.errorCode()).isNull();
                    assertThat(result.payload()).asString().isEqualTo("{\"status\":\"Accepted\"}");
                });
    }

    @Test
    void anErrorKeepsCodeAndDetailsEvenThoseThatOcppDoesNotKnow() {
        cp7.receives("[4,\"c-1\",\"FormatViolation\",\"why\",{\"a\":1}]");

        assertThat(cp7.results)
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.errorCode()).isEqualTo("FormatViolation");
                    assertThat(result.errorDescription()).isEqualTo("why");
                    assertThat(result.payload()).asString().isEqualTo("{\"a\":1}");
                });
    }

    @Test
    void anAnswerBeforeAnythingCanHaveBeenAskedIsIgnored() {
        var early = PipeFixture.notYetAnnounced(RegistrationStatus.ACCEPTED);
        early.receives("[3,\"c-1\",{}]");

        assertThat(early.results).isEmpty();
        assertThat(early.counted).containsExactly("ignored unasked");
    }

    @Test
    void aNewerConnectionElsewhereClosesThisOne() {
        cp7.pipe.delivered(
                new Delivery.Close(PipeFixture.ID, PipeFixture.address(PipeFixture.EPOCH)));

        assertThat(cp7.closed).isEqualTo(CloseReason.REPLACED);
    }

    @Test
    void whatShouldCloseAnEarlierConnectionDoesNotTouchThisOne() {
        cp7.pipe.delivered(
                new Delivery.Close(PipeFixture.ID, PipeFixture.address(PipeFixture.EPOCH - 1)));

        assertThat(cp7.closed).isNull();
        assertThat(cp7.counted).containsExactly("dropped stale");
    }
}
