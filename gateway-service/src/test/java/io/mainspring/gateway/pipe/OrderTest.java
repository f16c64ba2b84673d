package io.mainspring.gateway.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** CALLs are answered one at a time and in their order. */
class OrderTest {

    private static final String ACCEPTED = "{\"idTagInfo\":{\"status\":\"Accepted\"}}";

    private final PipeFixture cp7 = PipeFixture.accepted();

    @Test
    void aSecondCallWaitsForTheFirstAnswer() {
        cp7.receivesAuthorize("m-1");
        cp7.receivesStatus("m-2");
        assertThat(cp7.requests).hasSize(1);

        cp7.ownerReplies("m-1", ACCEPTED);
        assertThat(cp7.requests).hasSize(2);
        cp7.kafkaHoldsIt();

        assertThat(cp7.sent)
                .extracting(frame -> frame.substring(4, 7))
                .containsExactly("m-1", "m-2");
    }

    @Test
    void heartbeatsAndErrorsKeepTheirPlaceInTheOrder() {
        cp7.receivesAuthorize("m-1");
        cp7.receivesCall("m-2", "Heartbeat", "{}");
        cp7.receivesCall("m-3", "NoSuchAction", "{}");
        cp7.receivesCall("m-4", "Heartbeat", "{}");
        assertThat(cp7.sent).isEmpty();

        cp7.ownerReplies("m-1", ACCEPTED);

        assertThat(cp7.sent)
                .extracting(frame -> frame.substring(4, 7))
                .containsExactly("m-1", "m-2", "m-3", "m-4");
    }

    @Test
    void moreWaitingCallsThanAllowedCloseTheSocket() {
        cp7.receivesAuthorize("m-0");
        for (int i = 1; i <= 4; i++) {
            cp7.receivesCall("m-" + i, "Heartbeat", "{}");
        }
        assertThat(cp7.closed).isNull();

        cp7.receivesCall("m-5", "Heartbeat", "{}");

        assertThat(cp7.closed).isEqualTo(CloseReason.TOO_MANY_CALLS);
        assertThat(CloseReason.TOO_MANY_CALLS.code()).isEqualTo(1008);
    }

    @Test
    void moreWaitingBytesThanAllowedCloseTheSocket() {
        cp7.receivesAuthorize("m-0");
        var large = "{\"vendorId\":\"V\",\"data\":\"%s\"}".formatted("x".repeat(6_000));
        cp7.receivesCall("m-1", "DataTransfer", large);
        assertThat(cp7.closed).isNull();

        cp7.receivesCall("m-2", "DataTransfer", large);

        assertThat(cp7.closed).isEqualTo(CloseReason.TOO_MANY_CALLS);
    }

    @Test
    void roomThatWasWaitedInIsFreeAgain() {
        for (int round = 0; round < 3; round++) {
            cp7.receivesAuthorize("a-" + round);
            for (int i = 0; i < 4; i++) {
                cp7.receivesCall("h-" + round + i, "Heartbeat", "{}");
            }
            cp7.ownerReplies("a-" + round, ACCEPTED);
        }

        assertThat(cp7.sent).hasSize(15);
        assertThat(cp7.closed).isNull();
    }

    @Test
    void theTimeOfAWaitingCallRunsFromItsReceipt() {
        cp7.receivesAuthorize("m-1");
        cp7.timePasses(Duration.ofSeconds(4));
        cp7.receivesAuthorize("m-2");
        cp7.timePasses(Duration.ofSeconds(6)); // m-1 is over, m-2 begins
        assertThat(cp7.requests).hasSize(2);
        cp7.timePasses(Duration.ofSeconds(4));

        assertThat(cp7.sent).hasSize(2).allMatch(frame -> frame.contains("InternalError"));
    }

    @Test
    void callsWhoseTimeWasOverBeforeTheyCouldBeginAreNotPublished() {
        cp7.receivesAuthorize("m-1");
        cp7.receivesAuthorize("m-2");
        cp7.timePasses(PipeFixture.TIME_OUT);

        assertThat(cp7.sent).hasSize(2).allMatch(frame -> frame.contains("InternalError"));
        assertThat(cp7.requests).hasSize(1);
    }

    @Test
    void aFrameSentAgainWhileUnansweredIsHandledOnce() {
        cp7.receivesAuthorize("m-1");
        cp7.receivesAuthorize("m-1");
        cp7.ownerReplies("m-1", ACCEPTED);

        assertThat(cp7.requests).hasSize(1);
        assertThat(cp7.sent).hasSize(1);
        assertThat(cp7.counted).contains("ignored repeated");
    }

    @Test
    void aWaitingFrameSentAgainIsHandledOnce() {
        cp7.receivesAuthorize("m-1");
        cp7.receivesStatus("m-2");
        cp7.receivesStatus("m-2");
        cp7.ownerReplies("m-1", ACCEPTED);
        cp7.kafkaHoldsIt();

        assertThat(cp7.requests).hasSize(2);
        assertThat(cp7.sent).hasSize(2);
    }

    @Test
    void aFrameSentAgainAfterItsAnswerGetsTheSameAnswer() {
        cp7.receivesAuthorize("m-1");
        cp7.ownerReplies("m-1", ACCEPTED);
        cp7.receivesAuthorize("m-1");

        assertThat(cp7.requests).hasSize(1);
        assertThat(cp7.sent).hasSize(2);
        assertThat(cp7.sent.get(1)).isEqualTo(cp7.sent.get(0));
    }

    @Test
    void theSameIdWithOtherContentIsAnotherCall() {
        cp7.receivesCall("1", "Authorize", "{\"idTag\":\"A\"}");
        cp7.ownerReplies("1", ACCEPTED);
        cp7.receivesCall("1", "Authorize", "{\"idTag\":\"B\"}");

        assertThat(cp7.requests).hasSize(2);
    }

    @Test
    void anErrorIsNotRepeatedFromMemoryButTriedAgain() {
        cp7.receivesAuthorize("m-1");
        cp7.timePasses(PipeFixture.TIME_OUT);
        cp7.receivesAuthorize("m-1");

        assertThat(cp7.requests).hasSize(2);
        cp7.ownerReplies("m-1", ACCEPTED);
        assertThat(cp7.sent).hasSize(2).last().asString().startsWith("[3,");
    }

    @Test
    void anIdThatIsInProgressIsRefusedForOtherContent() {
        cp7.receivesAuthorize("m-1");
        cp7.receivesCall("m-1", "Authorize", "{\"idTag\":\"OTHER\"}");
        cp7.ownerReplies("m-1", ACCEPTED);

        assertThat(cp7.requests).hasSize(1);
        assertThat(cp7.sent)
                .hasSize(2)
                .last()
                .asString()
                .startsWith("[4,\"m-1\",\"ProtocolError\"");
    }

    @Test
    void measurementsAreHandledEvenIfTheirIdsAreAllTheSame() {
        var values =
                "{\"connectorId\":1,\"meterValue\":[{\"timestamp\":\"2026-03-01T10:00:0%dZ\","
                        + "\"sampledValue\":[{\"value\":\"1\"}]}]}";
        cp7.receivesCall("1", "MeterValues", values.formatted(1));
        cp7.receivesCall("1", "MeterValues", values.formatted(2));
        cp7.kafkaHoldsIt();
        cp7.kafkaHoldsIt();

        assertThat(cp7.requests).hasSize(2);
        assertThat(cp7.sent).containsExactly("[3,\"1\",{}]", "[3,\"1\",{}]");
    }

    @Test
    void afterItsEndNothingHasAnyEffect() {
        cp7.receivesAuthorize("m-1");
        cp7.receivesAuthorize("m-2");
        cp7.pipe.ended();

        cp7.kafkaHoldsIt();
        cp7.ownerReplies("m-1", ACCEPTED);
        cp7.receivesAuthorize("m-3");
        cp7.timePasses(PipeFixture.TIME_OUT);

        assertThat(cp7.sent).isEmpty();
        assertThat(cp7.requests).hasSize(1);
    }
}
