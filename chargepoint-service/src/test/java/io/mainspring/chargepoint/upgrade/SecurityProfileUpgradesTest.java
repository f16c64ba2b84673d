package io.mainspring.chargepoint.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.chargepoint.ChargePointId;
import java.time.Instant;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

class SecurityProfileUpgradesTest {

    private static final ChargePointId CP_7 = new ChargePointId("CP-7");
    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant ELEVEN = Instant.parse("2026-11-22T11:00:00Z");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final List<Step> PLAN = List.of(Step.CHANGE_CONFIGURATION, Step.RETURN);

    @Test
    void whatAChargePointNeedsComesBeforeTheMove() {
        assertThat(Step.plan(1, true, true, true))
                .containsExactly(
                        Step.AUTHORIZATION_KEY, Step.CHANGE_CONFIGURATION, Step.RESET, Step.RETURN);
        assertThat(Step.plan(2, false, true, true))
                .containsExactly(
                        Step.INSTALL_CERTIFICATE,
                        Step.CHANGE_CONFIGURATION,
                        Step.RESET,
                        Step.RETURN);
        assertThat(Step.plan(3, true, true, false))
                .containsExactly(
                        Step.SIGN_CERTIFICATE, Step.CHANGE_CONFIGURATION, Step.RESET, Step.RETURN);
    }

    @Test
    void oneMoveAtATime() {
        given(started(1))
                .when(new UpgradeCommand.Start(CP_7, 1, 3, PLAN, "op", NOON, ELEVEN))
                .expectResultMessagePayload(null)
                .expectNoEvents();
    }

    @Test
    void movesAreCounted() {
        given(
                        started(1),
                        new SecurityProfileUpgradeEvent.StepFailed(
                                "CP-7", 1, Step.CHANGE_CONFIGURATION, "no", TEN),
                        new SecurityProfileUpgradeEvent.RolledBack("CP-7", 1, 1, 2, "no", TEN))
                .when(new UpgradeCommand.Start(CP_7, 1, 2, PLAN, "op", NOON, ELEVEN))
                .expectResultMessagePayload(2);
    }

    @Test
    void aStepBeginsOnce() {
        given(started(1))
                .when(new UpgradeCommand.StartStep(CP_7, 1, Step.CHANGE_CONFIGURATION, ELEVEN))
                .expectResultMessagePayload(true);
        given(started(1), stepStarted(Step.CHANGE_CONFIGURATION))
                .when(new UpgradeCommand.StartStep(CP_7, 1, Step.CHANGE_CONFIGURATION, ELEVEN))
                .expectResultMessagePayload(false)
                .expectNoEvents();
        given(started(1))
                .when(new UpgradeCommand.StartStep(CP_7, 1, Step.RETURN, ELEVEN))
                .expectResultMessagePayload(false)
                .expectNoEvents();
    }

    @Test
    void theLastStepCompletes() {
        given(
                        started(1),
                        stepStarted(Step.CHANGE_CONFIGURATION),
                        new SecurityProfileUpgradeEvent.StepDone(
                                "CP-7", 1, Step.CHANGE_CONFIGURATION, TEN),
                        stepStarted(Step.RETURN))
                .when(new UpgradeCommand.FinishStep(CP_7, 1, Step.RETURN, ELEVEN))
                .expectEvents(
                        new SecurityProfileUpgradeEvent.StepDone("CP-7", 1, Step.RETURN, ELEVEN),
                        new SecurityProfileUpgradeEvent.Completed("CP-7", 1, 1, 2, ELEVEN));
    }

    @Test
    void newsOfAnotherMoveChangeNothing() {
        given(started(1), stepStarted(Step.CHANGE_CONFIGURATION))
                .when(new UpgradeCommand.FailStep(CP_7, 2, Step.CHANGE_CONFIGURATION, "no", ELEVEN))
                .expectNoEvents();
    }

    @Test
    void aFailedStepRollsBackAndTellsWhy() {
        var failed =
                new SecurityProfileUpgradeEvent.StepFailed(
                        "CP-7", 1, Step.CHANGE_CONFIGURATION, "Rejected", ELEVEN);
        given(started(1), stepStarted(Step.CHANGE_CONFIGURATION))
                .when(
                        new UpgradeCommand.FailStep(
                                CP_7, 1, Step.CHANGE_CONFIGURATION, "Rejected", ELEVEN))
                .expectEvents(failed);
        given(started(1), stepStarted(Step.CHANGE_CONFIGURATION), failed)
                .when(new UpgradeCommand.RollBack(CP_7, 1, ELEVEN))
                .expectEvents(
                        new SecurityProfileUpgradeEvent.RolledBack(
                                "CP-7", 1, 1, 2, "Rejected", ELEVEN));
    }

    private static TestExecutor<SecurityProfileUpgrades> given(Object... events) {
        return new AggregateTestFixture<>(SecurityProfileUpgrades.class).given(events);
    }

    private static SecurityProfileUpgradeEvent.Started started(int number) {
        return new SecurityProfileUpgradeEvent.Started("CP-7", number, 1, 2, PLAN, "op", NOON, TEN);
    }

    private static SecurityProfileUpgradeEvent.StepStarted stepStarted(Step step) {
        return new SecurityProfileUpgradeEvent.StepStarted("CP-7", 1, step, TEN);
    }
}
