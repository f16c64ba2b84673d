package io.mainspring.correlation.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.contracts.ReturnAddress;
import io.mainspring.correlation.window.WindowEffect.Close;
import io.mainspring.correlation.window.WindowEffect.Ending;
import io.mainspring.correlation.window.WindowEffect.Finish;
import io.mainspring.correlation.window.WindowEffect.Ignored;
import io.mainspring.correlation.window.WindowEffect.Reason;
import io.mainspring.correlation.window.WindowEffect.Send;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CallWindowTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final WindowLimits LIMITS = new WindowLimits(TIMEOUT, 2, 3);
    private static final UUID A = new UUID(0, 0xA);
    private static final UUID B = new UUID(0, 0xB);
    private static final UUID C = new UUID(0, 0xC);
    private static final UUID D = new UUID(0, 0xD);
    private static final ReturnAddress FIRST = new ReturnAddress(4, 100);
    private static final ReturnAddress SECOND = new ReturnAddress(5, 200);

    private CallWindow window = CallWindow.UNKNOWN;
    private Instant now = NOON;

    @Test
    void aCallToAConnectedChargePointIsSentAtOnce() {
        assertThat(connected(FIRST)).isEmpty();

        assertThat(asked(A)).containsExactly(new Send(A, FIRST));
    }

    @Test
    void theNextCallIsSentWhenTheFirstIsAnswered() {
        connected(FIRST);
        asked(A);

        assertThat(asked(B)).isEmpty();
        assertThat(answered(A, FIRST))
                .containsExactly(new Finish(A, Ending.ANSWERED), new Send(B, FIRST));
    }

    @Test
    void waitingCallsKeepTheirOrder() {
        asked(A, whenOnline());
        asked(B, whenOnline());

        assertThat(connected(FIRST)).containsExactly(new Send(A, FIRST));
        assertThat(answered(A, FIRST)).contains(new Send(B, FIRST));
    }

    @Test
    void aCallThatMayNotWaitForAnAbsentChargePointIsOfflineAtOnce() {
        assertThat(asked(A)).containsExactly(new Finish(A, Ending.OFFLINE));
    }

    @Test
    void aCallThatMayWaitIsSentWhenTheChargePointConnects() {
        assertThat(asked(A, whenOnline())).isEmpty();

        assertThat(connected(FIRST)).containsExactly(new Send(A, FIRST));
    }

    @Test
    void aWaitingCallExpiresWhenItsTimeIsOver() {
        asked(A, whenOnline());
        now = NOON.plus(Duration.ofHours(1));

        assertThat(tick()).containsExactly(new Finish(A, Ending.EXPIRED));
        assertThat(connected(FIRST)).isEmpty();
    }

    @Test
    void anExpiredCallIsNeverSentEvenIfNoTickCameFirst() {
        asked(A, whenOnline());
        now = NOON.plus(Duration.ofHours(1));

        assertThat(connected(FIRST)).containsExactly(new Finish(A, Ending.EXPIRED));
    }

    @Test
    void aCallThatArrivesTooLateIsExpired() {
        connected(FIRST);
        now = NOON.plus(Duration.ofHours(1));

        assertThat(asked(A)).containsExactly(new Finish(A, Ending.EXPIRED));
    }

    @Test
    void silenceEndsACallAfterTheAnswerTimeoutAndTheQueueGoesOn() {
        connected(FIRST);
        asked(A);
        asked(B);

        now = NOON.plus(TIMEOUT).minusMillis(1);
        assertThat(tick()).isEmpty();
        now = NOON.plus(TIMEOUT);
        assertThat(tick()).containsExactly(new Finish(A, Ending.TIMED_OUT), new Send(B, FIRST));
    }

    @Test
    void anAnswerAfterTheTimeoutIsLateAndEndsNothing() {
        connected(FIRST);
        asked(A);
        asked(B);
        now = NOON.plus(TIMEOUT);
        tick();

        assertThat(answered(A, FIRST)).containsExactly(new Ignored(Reason.LATE_ANSWER));
        assertThat(window.isOpen(B)).isTrue();
    }

    @Test
    void anAnswerThatIsDueButComesBeforeTheTickStillCounts() {
        connected(FIRST);
        asked(A);
        now = NOON.plus(TIMEOUT).plusMillis(200);

        assertThat(answered(A, FIRST)).containsExactly(new Finish(A, Ending.ANSWERED));
        assertThat(tick()).isEmpty();
    }

    @Test
    void aLostConnectionEndsTheCallInFlight() {
        connected(FIRST);
        asked(A);

        assertThat(disconnected(FIRST)).containsExactly(new Finish(A, Ending.CONNECTION_LOST));
        assertThat(answered(A, FIRST)).containsExactly(new Ignored(Reason.LATE_ANSWER));
    }

    @Test
    void anAnswerBeforeTheEndOfItsConnectionCounts() {
        connected(FIRST);
        asked(A);

        assertThat(answered(A, FIRST)).containsExactly(new Finish(A, Ending.ANSWERED));
        assertThat(disconnected(FIRST)).isEmpty();
    }

    @Test
    void aLostConnectionLeavesOnlyTheCallsThatMayWait() {
        connected(FIRST);
        asked(A);
        asked(B);
        asked(C, whenOnline());

        assertThat(disconnected(FIRST))
                .containsExactly(
                        new Finish(A, Ending.CONNECTION_LOST), new Finish(B, Ending.OFFLINE));
        assertThat(connected(SECOND)).containsExactly(new Send(C, SECOND));
    }

    @Test
    void aNewerConnectionSupersedesTheOldOne() {
        connected(FIRST);
        asked(A);
        asked(B);
        asked(C, whenOnline());

        assertThat(connected(SECOND))
                .containsExactly(
                        new Close(FIRST),
                        new Finish(A, Ending.SUPERSEDED),
                        new Finish(B, Ending.OFFLINE),
                        new Send(C, SECOND));
    }

    @Test
    void theEndOfASupersededConnectionDoesNotTouchTheNewOne() {
        connected(FIRST);
        connected(SECOND);
        asked(A);

        assertThat(disconnected(FIRST)).containsExactly(new Ignored(Reason.STALE_NOTICE));
        assertThat(answered(A, SECOND)).containsExactly(new Finish(A, Ending.ANSWERED));
    }

    @Test
    void newsOfAnOlderConnectionIsIgnored() {
        connected(SECOND);

        assertThat(connected(FIRST)).containsExactly(new Ignored(Reason.STALE_NOTICE));
        assertThat(asked(A)).containsExactly(new Send(A, SECOND));
    }

    @Test
    void theSameNewsTwiceChangesNothing() {
        connected(FIRST);
        disconnected(FIRST);

        assertThat(connected(FIRST)).containsExactly(new Ignored(Reason.STALE_NOTICE));
        assertThat(disconnected(FIRST)).containsExactly(new Ignored(Reason.STALE_NOTICE));
        assertThat(asked(A)).containsExactly(new Finish(A, Ending.OFFLINE));
    }

    @Test
    void aConnectionWhoseBeginningWasCompactedAwayStillReplacesTheOlderOne() {
        connected(FIRST);
        asked(A);

        assertThat(disconnected(SECOND))
                .containsExactly(new Close(FIRST), new Finish(A, Ending.SUPERSEDED));
        assertThat(connected(FIRST)).containsExactly(new Ignored(Reason.STALE_NOTICE));
    }

    @Test
    void anAnswerFromAnotherConnectionIsIgnored() {
        connected(SECOND);
        asked(A);

        assertThat(answered(A, FIRST)).containsExactly(new Ignored(Reason.STALE_ANSWER));
        assertThat(window.isOpen(A)).isTrue();
    }

    @Test
    void anAnswerToNothingIsIgnored() {
        connected(FIRST);

        assertThat(answered(A, FIRST)).containsExactly(new Ignored(Reason.UNKNOWN_ANSWER));
    }

    @Test
    void theSameCommandSentAgainIsOneCall() {
        connected(FIRST);
        asked(A);
        asked(B);

        assertThat(asked(A)).containsExactly(new Ignored(Reason.REPEATED_CALL));
        assertThat(asked(B)).containsExactly(new Ignored(Reason.REPEATED_CALL));
        answered(A, FIRST);
        assertThat(asked(A)).containsExactly(new Ignored(Reason.REPEATED_CALL));
    }

    @Test
    void aCallBeyondTheQueuesBoundEndsAtOnce() {
        connected(FIRST);
        asked(A);
        asked(B);
        asked(C);

        assertThat(asked(D)).containsExactly(new Finish(D, Ending.QUEUE_FULL));
        assertThat(answered(A, FIRST)).contains(new Send(B, FIRST));
    }

    @Test
    void finishedCommandsAreForgottenOldestFirst() {
        connected(FIRST);
        for (var id : List.of(A, B, C, D)) {
            asked(id);
            answered(id, FIRST);
        }

        assertThat(window.finished()).containsExactly(B, C, D);
    }

    @Test
    void theNextDeadlineIsTheEarliestOfTimeoutAndExpiries() {
        assertThat(window.nextDeadline()).isNull();
        asked(A, whenOnline());
        assertThat(window.nextDeadline()).isEqualTo(NOON.plus(Duration.ofHours(1)));
        connected(FIRST);
        assertThat(window.nextDeadline()).isEqualTo(NOON.plus(TIMEOUT));
        answered(A, FIRST);
        assertThat(window.nextDeadline()).isNull();
    }

    private List<WindowEffect> asked(UUID id) {
        return asked(id, false);
    }

    private List<WindowEffect> asked(UUID id, boolean mayWait) {
        return decide(new WindowInput.Asked(id, NOON.plus(Duration.ofHours(1)), mayWait));
    }

    private static boolean whenOnline() {
        return true;
    }

    private List<WindowEffect> answered(UUID id, ReturnAddress from) {
        return decide(new WindowInput.Answered(id, from.epoch()));
    }

    private List<WindowEffect> connected(ReturnAddress connection) {
        return decide(new WindowInput.Connected(connection.partition(), connection.epoch()));
    }

    private List<WindowEffect> disconnected(ReturnAddress connection) {
        return decide(new WindowInput.Disconnected(connection.partition(), connection.epoch()));
    }

    private List<WindowEffect> tick() {
        return decide(new WindowInput.Tick());
    }

    private List<WindowEffect> decide(WindowInput input) {
        var decision = window.decide(input, now, LIMITS);
        window = decision.window();
        return decision.effects();
    }
}
