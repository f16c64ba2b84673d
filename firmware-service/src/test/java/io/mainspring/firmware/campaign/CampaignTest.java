package io.mainspring.firmware.campaign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.firmware.campaign.CampaignCommand.Advance;
import io.mainspring.firmware.campaign.CampaignCommand.Begin;
import io.mainspring.firmware.campaign.CampaignCommand.Conclude;
import io.mainspring.firmware.campaign.CampaignCommand.Pause;
import io.mainspring.firmware.campaign.CampaignCommand.Resume;
import io.mainspring.firmware.campaign.CampaignCommand.Retry;
import io.mainspring.firmware.campaign.CampaignCommand.Withdraw;
import io.mainspring.firmware.campaign.CampaignEvent.Attempt;
import io.mainspring.firmware.campaign.CampaignEvent.AttemptWithdrawn;
import io.mainspring.firmware.campaign.CampaignEvent.Cancelled;
import io.mainspring.firmware.campaign.CampaignEvent.Finished;
import io.mainspring.firmware.campaign.CampaignEvent.Paused;
import io.mainspring.firmware.campaign.CampaignEvent.Planned;
import io.mainspring.firmware.campaign.CampaignEvent.Resumed;
import io.mainspring.firmware.campaign.CampaignEvent.Retried;
import io.mainspring.firmware.campaign.CampaignEvent.SignedInstead;
import io.mainspring.firmware.campaign.CampaignEvent.Stopped;
import io.mainspring.firmware.campaign.CampaignEvent.TargetEnded;
import io.mainspring.firmware.campaign.CampaignEvent.WaveEnded;
import io.mainspring.firmware.campaign.CampaignEvent.WaveStarted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CampaignTest {

    private static final UUID ID = new UUID(0, 7);
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final AggregateTestFixture<Campaign> campaign =
            new AggregateTestFixture<>(Campaign.class);

    @Test
    void planningTwiceIsOneCampaign() {
        campaign.given(planned(null, "A", "B"))
                .when(begin(List.of("A", "B"), List.of()))
                .expectNoEvents();
    }

    @Test
    void aCampaignWhoseChargePointsAllRunTheVersionIsFinishedAtOnce() {
        campaign.givenNoPriorActivity()
                .when(begin(List.of(), List.of("A")))
                .expectEvents(
                        new Planned(ID, plan(null), List.of(), List.of("A"), "tests", NOON),
                        new Finished(ID, NOON));
    }

    @Test
    void aWaveIsAsLargeAsPlanned() {
        campaign.given(planned(null, "A", "B", "C"))
                .when(new Advance(ID, NOON))
                .expectEvents(wave(1, attempt("A", 1, false), attempt("B", 1, false)));
    }

    @Test
    void theNextWaveWaitsForTheEndOfThisOne() {
        campaign.given(
                        planned(null, "A", "B", "C"),
                        wave(1, attempt("A", 1, false), attempt("B", 1, false)),
                        ended("A", TargetState.SUCCEEDED))
                .when(new Advance(ID, NOON.plus(PAUSE)))
                .expectNoEvents();
    }

    @Test
    void theLastOfAWaveBeginsThePause() {
        campaign.given(planned(null, "A", "B", "C"), wave(1, attempt("A", 1, false)))
                .when(conclude("A", 1, TargetState.SUCCEEDED))
                .expectEvents(
                        ended("A", TargetState.SUCCEEDED),
                        new WaveEnded(ID, 1, NOON.plus(PAUSE), NOON));
    }

    @Test
    void theNextWaveBeginsAfterThePauseAndNotBefore() {
        var given =
                List.of(
                        planned(null, "A", "B"),
                        wave(1, attempt("A", 1, false)),
                        ended("A", TargetState.FAILED),
                        new WaveEnded(ID, 1, NOON.plus(PAUSE), NOON));
        campaign.given(given)
                .when(new Advance(ID, NOON.plus(PAUSE).minusMillis(1)))
                .expectNoEvents();
        campaign.given(given)
                .when(new Advance(ID, NOON.plus(PAUSE)))
                .expectEvents(
                        new WaveStarted(ID, 2, List.of(attempt("B", 1, false)), NOON.plus(PAUSE)));
    }

    @Test
    void theFailureLimitStopsItAtOnce() {
        campaign.given(
                        planned(2, "A", "B", "C"),
                        wave(1, attempt("A", 1, false), attempt("B", 1, false)),
                        ended("A", TargetState.FAILED))
                .when(conclude("B", 1, TargetState.FAILED))
                .expectEvents(
                        ended("B", TargetState.FAILED),
                        new Stopped(ID, 2, NOON),
                        new WaveEnded(ID, 1, NOON.plus(PAUSE), NOON));
    }

    @Test
    void aStoppedCampaignBeginsNoWave() {
        campaign.given(planned(1, "A", "B"), new Stopped(ID, 1, NOON))
                .when(new Advance(ID, NOON.plus(PAUSE)))
                .expectNoEvents();
    }

    @Test
    void aJobOfAnEarlierAttemptIsOldNews() {
        campaign.given(planned(null, "A"), wave(1, attempt("A", 1, false)))
                .when(conclude("A", 2, TargetState.FAILED))
                .expectNoEvents();
    }

    @Test
    void anEndThatIsToldTwiceCountsOnce() {
        campaign.given(
                        planned(null, "A", "B"),
                        wave(1, attempt("A", 1, false)),
                        ended("A", TargetState.SUCCEEDED))
                .when(conclude("A", 1, TargetState.SUCCEEDED))
                .expectNoEvents();
    }

    @Test
    void theEndOfTheLastFinishesIt() {
        campaign.given(planned(null, "A"), wave(1, attempt("A", 1, false)))
                .when(conclude("A", 1, TargetState.SUCCEEDED))
                .expectEvents(
                        ended("A", TargetState.SUCCEEDED),
                        new WaveEnded(ID, 1, NOON.plus(PAUSE), NOON),
                        new Finished(ID, NOON));
    }

    /** */
    @Test
    void whoTakesSignedFirmwareOnlyGetsItInTheSameTurn() {
        var wantsSigned =
                new Conclude(
                        ID,
                        "A",
                        attempt("A", 1, false).jobId(),
                        TargetState.FAILED,
                        "Refused: NotSupported",
                        true,
                        NOON);
        campaign.given(planned(null, "A"), wave(1, attempt("A", 1, false)))
                .when(wantsSigned)
                .expectEvents(new SignedInstead(ID, attempt("A", 2, true), NOON));
    }

    @Test
    void whoRefusesTheSignedOneTooHasFailed() {
        var refused =
                new Conclude(
                        ID,
                        "A",
                        attempt("A", 2, true).jobId(),
                        TargetState.FAILED,
                        "reason",
                        true,
                        NOON);
        campaign.given(
                        planned(null, "A"),
                        wave(1, attempt("A", 1, false)),
                        new SignedInstead(ID, attempt("A", 2, true), NOON))
                .when(refused)
                .expectEvents(
                        ended("A", TargetState.FAILED),
                        new WaveEnded(ID, 1, NOON.plus(PAUSE), NOON),
                        new Finished(ID, NOON));
    }

    @Test
    void pausedItBeginsNoWaveAndResumedItDoes() {
        campaign.given(planned(null, "A"))
                .when(new Pause(ID, "tests", NOON))
                .expectResultMessagePayload(true)
                .expectEvents(new Paused(ID, "tests", NOON));
        campaign.given(planned(null, "A"), new Paused(ID, "tests", NOON))
                .when(new Advance(ID, NOON))
                .expectNoEvents();
        campaign.given(planned(null, "A"), new Paused(ID, "tests", NOON))
                .when(new Resume(ID, "tests", NOON))
                .expectResultMessagePayload(true)
                .expectEvents(new Resumed(ID, "tests", NOON));
    }

    @Test
    void aRetryIsAnotherTurnOfTheFailedOnes() {
        var given =
                List.of(
                        planned(1, "A", "B"),
                        wave(1, attempt("A", 1, false), attempt("B", 1, false)),
                        ended("A", TargetState.FAILED),
                        new Stopped(ID, 1, NOON),
                        ended("B", TargetState.SUCCEEDED),
                        new WaveEnded(ID, 1, NOON, NOON),
                        new Finished(ID, NOON));
        var retried = new Retried(ID, List.of("A"), "tests", NOON);
        campaign.given(given)
                .when(new Retry(ID, "tests", NOON))
                .expectResultMessagePayload(true)
                .expectEvents(retried);
        campaign.given(given)
                .andGiven(retried)
                .when(new Advance(ID, NOON))
                .expectEvents(wave(2, attempt("A", 2, false)));
    }

    @Test
    void cancelledWhatRunsEndsAndNothingBegins() {
        var given =
                List.of(
                        planned(null, "A", "B", "C"),
                        wave(1, attempt("A", 1, false)),
                        new Cancelled(ID, "tests", NOON));
        campaign.given(given)
                .when(conclude("A", 1, TargetState.SUCCEEDED))
                .expectEvents(
                        ended("A", TargetState.SUCCEEDED),
                        new WaveEnded(ID, 1, NOON.plus(PAUSE), NOON));
        campaign.given(given)
                .when(new Retry(ID, "tests", NOON))
                .expectResultMessagePayload(false)
                .expectNoEvents();
    }

    /** Charge points try again by themselves: `retries`. */
    @Test
    void aSuccessAfterAFailureCountsAlsoWhenTheWaveIsOver() {
        var given =
                List.of(
                        planned(1, "A", "B"),
                        wave(1, attempt("A", 1, false)),
                        ended("A", TargetState.FAILED),
                        new Stopped(ID, 1, NOON),
                        new WaveEnded(ID, 1, NOON, NOON));
        campaign.given(given)
                .when(conclude("A", 1, TargetState.SUCCEEDED))
                .expectEvents(ended("A", TargetState.SUCCEEDED));
        campaign.given(given).when(conclude("A", 1, TargetState.FAILED)).expectNoEvents();
    }

    @Test
    void aFailureThatWasNoneDoesNotCountTowardsTheLimit() {
        campaign.given(
                        planned(2, "A", "B"),
                        wave(1, attempt("A", 1, false), attempt("B", 1, false)),
                        ended("A", TargetState.FAILED),
                        ended("A", TargetState.SUCCEEDED))
                .when(conclude("B", 1, TargetState.FAILED))
                .expectEvents(
                        ended("B", TargetState.FAILED),
                        new WaveEnded(ID, 1, NOON.plus(PAUSE), NOON),
                        new Finished(ID, NOON));
    }

    @Test
    void whatWasNotOrderedBeforeAHaltWaitsForAnotherTurn() {
        var given =
                List.of(
                        planned(null, "A", "B"),
                        wave(1, attempt("A", 1, false)),
                        new Paused(ID, "tests", NOON));
        var withdrawn = new AttemptWithdrawn(ID, "A", TargetState.WAITING, NOON);
        campaign.given(given)
                .when(withdraw("A"))
                .expectEvents(withdrawn, new WaveEnded(ID, 1, NOON.plus(PAUSE), NOON));
        campaign.given(given)
                .andGiven(withdrawn, new Resumed(ID, "tests", NOON))
                .when(new Advance(ID, NOON))
                .expectEvents(wave(2, attempt("A", 2, false), attempt("B", 1, false)));
    }

    @Test
    void whatWasNotOrderedBeforeItWasCancelledNeverIs() {
        campaign.given(
                        planned(null, "A"),
                        wave(1, attempt("A", 1, false)),
                        new Cancelled(ID, "tests", NOON))
                .when(withdraw("A"))
                .expectEvents(
                        new AttemptWithdrawn(ID, "A", TargetState.CANCELLED, NOON),
                        new WaveEnded(ID, 1, NOON.plus(PAUSE), NOON));
    }

    @Test
    void aRunningCampaignTakesNothingBack() {
        campaign.given(planned(null, "A"), wave(1, attempt("A", 1, false)))
                .when(withdraw("A"))
                .expectNoEvents();
    }

    private static Withdraw withdraw(String chargePointId) {
        return new Withdraw(ID, chargePointId, attempt(chargePointId, 1, false).jobId(), NOON);
    }

    @Test
    void aShareOfAllChargePointsStopsItToo() {
        var half =
                new CampaignPlan(
                        "n",
                        "2.0",
                        null,
                        "https://x/y",
                        false,
                        false,
                        2,
                        PAUSE,
                        null,
                        0.5,
                        PAUSE,
                        null,
                        null);
        assertThat(half.isStoppedBy(1, 4)).isFalse();
        assertThat(half.isStoppedBy(2, 4)).isTrue();
        assertThat(half.isStoppedBy(0, 0)).isFalse();
    }

    private static CampaignPlan plan(@Nullable Integer failures) {
        return new CampaignPlan(
                "Spring",
                "2.0",
                "img",
                null,
                false,
                true,
                2,
                PAUSE,
                failures,
                null,
                Duration.ofHours(1),
                null,
                null);
    }

    private static Planned planned(@Nullable Integer failures, String... targets) {
        return new Planned(ID, plan(failures), List.of(targets), List.of(), "tests", NOON);
    }

    private static Begin begin(List<String> targets, List<String> skipped) {
        return new Begin(ID, plan(null), targets, skipped, "tests", NOON);
    }

    private static WaveStarted wave(int number, Attempt... attempts) {
        return new WaveStarted(ID, number, List.of(attempts), NOON);
    }

    private static Attempt attempt(String chargePointId, int number, boolean signed) {
        var name = ID + "/" + chargePointId + "/" + number;
        return new Attempt(chargePointId, UUID.nameUUIDFromBytes(name.getBytes(UTF_8)), signed);
    }

    private static Conclude conclude(String chargePointId, int attempt, TargetState state) {
        return new Conclude(
                ID,
                chargePointId,
                attempt(chargePointId, attempt, false).jobId(),
                state,
                "reason",
                false,
                NOON);
    }

    private static TargetEnded ended(String chargePointId, TargetState state) {
        return new TargetEnded(ID, chargePointId, state, "reason", NOON);
    }
}
