package io.mainspring.correlation.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.contracts.Call;
import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.Delivery;
import io.mainspring.contracts.Outcome;
import io.mainspring.contracts.ReturnAddress;
import io.mainspring.contracts.Topic;
import io.mainspring.ocpp.v16.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CorrelationTopologyTest {

    private static final String CP7 = "CP-7";
    private static final String CP8 = "CP-8";
    private static final UUID A = new UUID(0x0198_0000_0000_7000L, 0xA);
    private static final UUID B = new UUID(0x0198_0000_0000_7000L, 0xB);
    private static final UUID C = new UUID(0x0198_0000_0000_7000L, 0xC);
    private static final String ACCEPTED = "{\"status\":\"Accepted\"}";

    private final CorrelationDriver correlation = new CorrelationDriver();

    @AfterEach
    void close() {
        correlation.close();
    }

    @Test
    void aCallGoesToTheConnectionThatStandsAndItsAnswerToWhoAsked() {
        correlation.connect(CP8);
        long epoch = correlation.connect(CP7);
        ask(A);

        assertThat(correlation.deliveries())
                .singleElement()
                .isInstanceOfSatisfying(
                        Delivery.Send.class,
                        send -> {
                            assertThat(send.chargePointId()).isEqualTo(CP7);
                            assertThat(send.to()).isEqualTo(new ReturnAddress(0, epoch));
                            assertThat(send.uniqueId()).isEqualTo(A.toString());
                            assertThat(send.action()).isEqualTo(Action.RESET);
                            assertThat(send.payload()).asString().isEqualTo("{\"type\":\"Soft\"}");
                        });
        assertThat(correlation.outcomes()).isEmpty();

        correlation.pass(Duration.ofMillis(40));
        answer(A, epoch);

        var outcome = onlyOutcome();
        assertThat(outcome.commandId()).isEqualTo(A);
        assertThat(outcome.status()).isEqualTo(CommandStatus.ANSWERED);
        assertThat(outcome.request().get("type").asString()).isEqualTo("Soft");
        assertThat(outcome.response()).hasToString(ACCEPTED);
        assertThat(outcome.error()).isNull();
        assertThat(outcome.requestedBy()).isEqualTo("operator-1");
        assertThat(outcome.completedAt()).isEqualTo(correlation.now());
        assertThat(correlation.storedCalls()).isZero();
    }

    @Test
    void anAnswerIsDatedByItsGatewayHoweverLateItIsMatched() {
        long epoch = correlation.connect(CP7);
        ask(A);
        correlation.pass(Duration.ofSeconds(1));
        var received = correlation.now();
        correlation.pass(Duration.ofSeconds(8));
        correlation.answer(Records.result(CP7, epoch, A.toString(), ACCEPTED, received));

        assertThat(onlyOutcome().completedAt()).isEqualTo(received);
    }

    @Test
    void onlyOneCallIsInFlightPerChargePoint() {
        long epoch = correlation.connect(CP7);
        ask(A);
        ask(B);
        assertThat(sent()).containsExactly(A);

        answer(A, epoch);
        assertThat(sent()).containsExactly(B);
    }

    @Test
    void anOutcomeTellsWhenItsCallWasSent() {
        long epoch = correlation.connect(CP7);
        ask(A);
        ask(B);
        correlation.pass(Duration.ofSeconds(2));
        answer(A, epoch);
        var sentAt = correlation.now();
        correlation.pass(Duration.ofSeconds(3));
        answer(B, epoch);

        assertThat(correlation.outcomes())
                .extracting(Outcome::sentAt)
                .containsExactly(sentAt.minusSeconds(2), sentAt);

        correlation.disconnect(CP7, epoch);
        ask(C);
        assertThat(onlyOutcome().sentAt()).isNull();
    }

    @Test
    void chargePointsDoNotWaitForEachOther() {
        long seven = correlation.connect(CP7);
        long eight = correlation.connect(CP8);
        correlation.ask(Records.reset(CP7, A, correlation.now()));
        correlation.ask(Records.reset(CP8, B, correlation.now()));
        assertThat(sent()).containsExactly(A, B);

        correlation.disconnect(CP7, seven);
        assertThat(onlyOutcome().commandId()).isEqualTo(A);
        correlation.answer(Records.result(CP8, eight, B.toString(), ACCEPTED, correlation.now()));
        assertThat(onlyOutcome().commandId()).isEqualTo(B);
    }

    @Test
    void silenceTimesOutWithinAQuarterOfASecondAndTheAnswerAfterItIsLate() {
        long epoch = correlation.connect(CP7);
        ask(A);
        ask(B);
        correlation.pass(TestSettings.ANSWER_TIMEOUT.minusMillis(1));
        assertThat(correlation.outcomes()).isEmpty();

        correlation.pass(Duration.ofMillis(251));
        var outcome = onlyOutcome();
        assertThat(outcome.commandId()).isEqualTo(A);
        assertThat(outcome.status()).isEqualTo(CommandStatus.TIMED_OUT);
        assertThat(sent()).containsExactly(A, B);

        answer(A, epoch);
        assertThat(correlation.outcomes()).isEmpty();
        assertThat(correlation.ignored("late_answer")).isEqualTo(1);
    }

    @Test
    void anAnswerAheadOfItsTimeoutLeavesNothingToTimeOut() {
        long epoch = correlation.connect(CP7);
        ask(A);
        correlation.pass(TestSettings.ANSWER_TIMEOUT.minusMillis(1));
        answer(A, epoch);
        assertThat(onlyOutcome().status()).isEqualTo(CommandStatus.ANSWERED);

        correlation.pass(Duration.ofMinutes(1));
        assertThat(correlation.outcomes()).isEmpty();
    }

    @Test
    void theLossOfTheConnectionEndsTheCallInFlight() {
        long epoch = correlation.connect(CP7);
        ask(A);
        correlation.disconnect(CP7, epoch);
        assertThat(onlyOutcome().status()).isEqualTo(CommandStatus.CONNECTION_LOST);

        answer(A, epoch);
        assertThat(correlation.outcomes()).isEmpty();
        assertThat(correlation.ignored("late_answer")).isEqualTo(1);
    }

    @Test
    void anAnswerAheadOfTheLossOfItsConnectionCounts() {
        long epoch = correlation.connect(CP7);
        ask(A);
        answer(A, epoch);
        correlation.disconnect(CP7, epoch);

        assertThat(onlyOutcome().status()).isEqualTo(CommandStatus.ANSWERED);
    }

    @Test
    void aNewerConnectionEndsTheCallInFlightAndHasTheOldOneClosed() {
        long old = correlation.connect(CP7);
        ask(A);
        correlation.ask(Records.whenOnline(Records.reset(CP7, B, correlation.now())));
        assertThat(sent()).containsExactly(A);

        long young = correlation.connect(CP7);
        assertThat(onlyOutcome().status()).isEqualTo(CommandStatus.SUPERSEDED);
        assertThat(correlation.deliveries())
                .satisfiesExactly(
                        close ->
                                assertThat(close)
                                        .isEqualTo(
                                                new Delivery.Close(CP7, new ReturnAddress(0, old))),
                        send -> assertThat(send.to().epoch()).isEqualTo(young));

        correlation.disconnect(CP7, old);
        answer(B, young);
        assertThat(onlyOutcome().status()).isEqualTo(CommandStatus.ANSWERED);
    }

    @Test
    void anAnswerFromAnotherConnectionIsIgnored() {
        long old = correlation.connect(CP7);
        long young = correlation.connect(CP7);
        ask(A);

        answer(A, old);
        assertThat(correlation.outcomes()).isEmpty();
        assertThat(correlation.ignored("stale_answer")).isEqualTo(1);
        answer(A, young);
        assertThat(onlyOutcome().status()).isEqualTo(CommandStatus.ANSWERED);
    }

    @Test
    void anAbsentChargePointIsOfflineAtOnceUnlessTheCallMayWait() {
        ask(A);
        assertThat(onlyOutcome().status()).isEqualTo(CommandStatus.OFFLINE);
        assertThat(correlation.storedCalls()).isZero();

        correlation.ask(Records.whenOnline(Records.reset(CP7, B, correlation.now())));
        assertThat(correlation.outcomes()).isEmpty();
        correlation.connect(CP7);
        assertThat(sent()).containsExactly(B);
    }

    @Test
    void aCallThatWaitsForTheChargePointExpires() {
        var call = Records.whenOnline(Records.reset(CP7, A, correlation.now()));
        correlation.ask(Records.expiring(call, correlation.now().plusSeconds(10)));
        correlation.pass(Duration.ofSeconds(9));
        assertThat(correlation.outcomes()).isEmpty();

        correlation.pass(Duration.ofMillis(1_250));
        assertThat(onlyOutcome().status()).isEqualTo(CommandStatus.EXPIRED);
        correlation.connect(CP7);
        assertThat(correlation.deliveries()).isEmpty();
        assertThat(correlation.storedCalls()).isZero();
    }

    @Test
    void anEarlierDeadlineBringsTheAlarmForward() {
        correlation.connect(CP7);
        ask(A);
        var waiting = Records.whenOnline(Records.reset(CP8, B, correlation.now()));
        correlation.ask(Records.expiring(waiting, correlation.now().plusSeconds(5)));
        correlation.pass(Duration.ofMillis(5_250));

        assertThat(onlyOutcome().commandId()).isEqualTo(B);
        correlation.pass(Duration.ofSeconds(25));
        assertThat(onlyOutcome().commandId()).isEqualTo(A);
    }

    @Test
    void theSameCommandSentAgainIsSentOnceAndEndsOnce() {
        long epoch = correlation.connect(CP7);
        ask(A);
        ask(A);
        answer(A, epoch);
        ask(A);

        assertThat(sent()).containsExactly(A);
        assertThat(onlyOutcome().commandId()).isEqualTo(A);
        assertThat(correlation.ignored("repeated_call")).isEqualTo(2);
    }

    @Test
    void aCallBeyondTheQueueEndsAtOnceAndSaysWhy() {
        correlation.connect(CP7);
        for (int i = 0; i <= TestSettings.QUEUE; i++) {
            ask(new UUID(1, i));
        }
        assertThat(correlation.outcomes()).isEmpty();

        ask(A);
        var outcome = onlyOutcome();
        assertThat(outcome.commandId()).isEqualTo(A);
        assertThat(outcome.status()).isEqualTo(CommandStatus.ERROR);
        assertThat(failure(outcome).code()).isEqualTo("InternalError");
        assertThat(failure(outcome).description()).contains("too many calls wait");
    }

    @Test
    void aCallErrorIsPassedOnAsReceived() {
        long epoch = correlation.connect(CP7);
        ask(A);
        correlation.answer(
                Records.error(
                        CP7, epoch, A.toString(), "NotSupportd", "cannot", correlation.now()));

        var outcome = onlyOutcome();
        assertThat(outcome.status()).isEqualTo(CommandStatus.ERROR);
        assertThat(failure(outcome).code()).isEqualTo("NotSupportd");
        assertThat(failure(outcome).description()).isEqualTo("cannot");
        assertThat(outcome.response()).isNull();
    }

    @Test
    void anAnswerThatIsNoneToItsActionIsAnErrorThatNamesTheField() {
        long epoch = correlation.connect(CP7);
        ask(A);
        correlation.answer(
                Records.result(
                        CP7, epoch, A.toString(), "{\"status\":\"Perhaps\"}", correlation.now()));

        var outcome = onlyOutcome();
        assertThat(outcome.status()).isEqualTo(CommandStatus.ERROR);
        assertThat(failure(outcome).code()).isEqualTo("PropertyConstraintViolation");
        assertThat(failure(outcome).description()).startsWith("invalid response");
        assertThat(failure(outcome).details().get("path").asString()).isEqualTo("/status");
        assertThat(failure(outcome).details().get("received").get("status").asString())
                .isEqualTo("Perhaps");
    }

    @Test
    void anAnswerThatIsNotEvenJsonIsAnErrorToo() {
        long epoch = correlation.connect(CP7);
        ask(A);
        correlation.answer(
                Records.result(CP7, epoch, A.toString(), "{\"status\":", correlation.now()));

        assertThat(onlyOutcome().status()).isEqualTo(CommandStatus.ERROR);
    }

    @Test
    void anAnswerWithKnownDeviationsIsRepaired() {
        long epoch = correlation.connect(CP7);
        ask(A);
        correlation.answer(
                Records.result(
                        CP7,
                        epoch,
                        A.toString(),
                        "{\"status\":\"Accepted\",\"vendorNote\":1}",
                        correlation.now()));

        assertThat(onlyOutcome().status()).isEqualTo(CommandStatus.ANSWERED);
    }

    @Test
    void anAnswerTooLargeForAnOutcomeIsAnError() {
        long epoch = correlation.connect(CP7);
        ask(A);
        var large = "{\"status\":\"" + "A".repeat(70_000) + "\"}";
        correlation.answer(Records.result(CP7, epoch, A.toString(), large, correlation.now()));

        assertThat(failure(onlyOutcome()).description()).startsWith("response too large");
    }

    @Test
    void aCallThatNoChargePointAcceptsIsRefusedWithoutBeingSent() {
        correlation.connect(CP7);
        correlation.ask(Records.call(CP7, A, Action.AUTHORIZE, "{}", correlation.now()));
        assertThat(failure(onlyOutcome()).code()).isEqualTo("NotSupported");

        correlation.ask(Records.call(CP7, B, Action.RESET, "not json", correlation.now()));
        assertThat(failure(onlyOutcome()).code()).isEqualTo("FormationViolation");

        var large = "{\"data\":\"" + "A".repeat(70_000) + "\"}";
        correlation.ask(Records.call(CP7, C, Action.DATA_TRANSFER, large, correlation.now()));
        assertThat(failure(onlyOutcome()).code()).isEqualTo("PropertyConstraintViolation");
        assertThat(correlation.deliveries()).isEmpty();
    }

    @Test
    void anAnswerToNothingIsCounted() {
        long epoch = correlation.connect(CP7);
        answer(A, epoch);
        correlation.answer(
                Records.result(CP7, epoch, "not-one-of-ours", ACCEPTED, correlation.now()));

        assertThat(correlation.outcomes()).isEmpty();
        assertThat(correlation.ignored("unknown_answer")).isEqualTo(2);
    }

    @Test
    void whatCannotBeReadIsBuriedAndStopsNothing() {
        correlation.sendRaw(Topic.CALLS, raw(Topic.CALLS, CP7, "no headers"));
        correlation.sendRaw(Topic.CALLS, withUnknownAsker());
        correlation.sendRaw(Topic.RESULTS, raw(Topic.RESULTS, CP7, "no headers"));
        correlation.sendRaw(Topic.CONNECTIONS, raw(Topic.CONNECTIONS, CP7, "no notice"));

        assertThat(correlation.deadLetters(Topic.CALLS))
                .hasSize(2)
                .allSatisfy(letter ->
                        assertThat(letter.headers().lastHeader("dead-letter-reason")).isNotNull());
        assertThat(correlation.deadLetters(Topic.RESULTS)).hasSize(1);
        assertThat(correlation.deadLetters(Topic.CONNECTIONS)).hasSize(1);
        assertThat(correlation.ignored("unreadable")).isEqualTo(4);

        correlation.tell(Records.connected(CP7, 0, correlation.now()));
        ask(A);
        assertThat(sent()).containsExactly(A);
    }

    @Test
    void aDeadlineBeyondAllCalendarsDoesNoHarm() {
        var call = Records.whenOnline(Records.reset(CP7, A, correlation.now()));
        correlation.ask(Records.expiring(call, Instant.MAX));
        correlation.pass(Duration.ofHours(3));
        assertThat(correlation.outcomes()).isEmpty();

        correlation.connect(CP7);
        assertThat(sent()).containsExactly(A);
        correlation.pass(TestSettings.ANSWER_TIMEOUT.plusMillis(250));
        assertThat(onlyOutcome().status()).isEqualTo(CommandStatus.TIMED_OUT);
    }

    @Test
    void rubbishInAnAnswerIsQuotedNoLongerThanNeeded() {
        long epoch = correlation.connect(CP7);
        ask(A);
        correlation.answer(
                Records.result(
                        CP7, epoch, A.toString(), "\u0000".repeat(60_000), correlation.now()));

        var received = failure(onlyOutcome()).details().get("received").asString();
        assertThat(received).hasSize(1_000);
    }

    @Test
    void aDeliveryToAPartitionThatDoesNotExistTimesOut() {
        correlation.tell(Records.connected(CP7, 99, correlation.now()));
        ask(A);
        correlation.pass(TestSettings.ANSWER_TIMEOUT.plusMillis(250));

        assertThat(correlation.deliveries()).isEmpty();
        assertThat(onlyOutcome().status()).isEqualTo(CommandStatus.TIMED_OUT);
    }

    private void ask(UUID commandId) {
        correlation.ask(Records.reset(CP7, commandId, correlation.now()));
    }

    private void answer(UUID commandId, long epoch) {
        correlation.answer(
                Records.result(CP7, epoch, commandId.toString(), ACCEPTED, correlation.now()));
    }

    private java.util.List<UUID> sent() {
        return correlation.deliveries().stream()
                .map(delivery -> UUID.fromString(((Delivery.Send) delivery).uniqueId()))
                .toList();
    }

    private Outcome onlyOutcome() {
        var outcomes = correlation.outcomes();
        assertThat(outcomes).hasSize(1);
        return outcomes.getFirst();
    }

    private static Outcome.CallFailure failure(Outcome outcome) {
        assertThat(outcome.status()).isEqualTo(CommandStatus.ERROR);
        return java.util.Objects.requireNonNull(outcome.error());
    }

    private ProducerRecord<String, byte[]> withUnknownAsker() {
        Call call = Records.reset(CP7, B, correlation.now());
        var record = call.toRecord();
        record.headers().remove("reply-to");
        record.headers().add("reply-to", "nobody".getBytes(UTF_8));
        return record;
    }

    private static ProducerRecord<String, byte[]> raw(Topic topic, String key, String value) {
        return new ProducerRecord<>(topic.name(), key, value.getBytes(UTF_8));
    }
}
