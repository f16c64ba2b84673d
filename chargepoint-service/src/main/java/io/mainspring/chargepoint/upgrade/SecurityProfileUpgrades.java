package io.mainspring.chargepoint.upgrade;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The upgrades of one charge point, one after the other. A step begins once and ends once; news of
 * another upgrade or of a step that is not under way changes nothing.
 */
class SecurityProfileUpgrades {

    // null until the first event: Axon would take an empty one for an identifier
    @AggregateIdentifier private @Nullable String stream;

    private UpgradeState state = new UpgradeState();

    SecurityProfileUpgrades() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    @Nullable Integer handle(UpgradeCommand.Start c) {
        if (state.isUnderWay()) {
            return null;
        }
        int number = state.number + 1;
        apply(
                new SecurityProfileUpgradeEvent.Started(
                        c.id().value(),
                        number,
                        c.from(),
                        c.to(),
                        c.plan(),
                        c.by(),
                        c.deadline(),
                        c.at()));
        return number;
    }

    @CommandHandler
    boolean handle(UpgradeCommand.StartStep c) {
        if (!isAt(c.number(), c.step(), UpgradeState.StepProgress.WAITING)) {
            return false;
        }
        apply(
                new SecurityProfileUpgradeEvent.StepStarted(
                        state.chargePointId, c.number(), c.step(), c.at()));
        return true;
    }

    @CommandHandler
    void handle(UpgradeCommand.FinishStep c) {
        if (isAt(c.number(), c.step(), UpgradeState.StepProgress.UNDER_WAY)) {
            apply(
                    new SecurityProfileUpgradeEvent.StepDone(
                            state.chargePointId, c.number(), c.step(), c.at()));
            if (state.current() == null) {
                complete(c.at());
            }
        }
    }

    @CommandHandler
    void handle(UpgradeCommand.Arrive c) {
        if (state.number != c.number() || !state.isUnderWay()) {
            return;
        }
        for (var step = state.current(); step != null; step = state.current()) {
            apply(
                    new SecurityProfileUpgradeEvent.StepDone(
                            state.chargePointId, c.number(), step.step(), c.at()));
        }
        complete(c.at());
    }

    @CommandHandler
    void handle(UpgradeCommand.FailStep c) {
        if (isAt(c.number(), c.step(), UpgradeState.StepProgress.UNDER_WAY)) {
            apply(
                    new SecurityProfileUpgradeEvent.StepFailed(
                            state.chargePointId, c.number(), c.step(), c.why(), c.at()));
        }
    }

    @CommandHandler
    boolean handle(UpgradeCommand.GiveUp c) {
        var current = state.current();
        if (!isRunning(c.number()) || current == null) {
            return false;
        }
        apply(
                new SecurityProfileUpgradeEvent.StepFailed(
                        state.chargePointId, c.number(), current.step(), c.why(), c.at()));
        return true;
    }

    @CommandHandler
    void handle(UpgradeCommand.RollBack c) {
        if (state.number == c.number() && state.state == UpgradeState.Progress.ROLLING_BACK) {
            apply(
                    new SecurityProfileUpgradeEvent.RolledBack(
                            state.chargePointId,
                            c.number(),
                            state.from,
                            state.to,
                            state.reason == null ? "" : state.reason,
                            c.at()));
        }
    }

    @EventSourcingHandler
    void on(SecurityProfileUpgradeEvent event) {
        stream = UpgradeCommand.streamOf(event.id());
        state.on(event);
    }

    private void complete(Instant at) {
        apply(
                new SecurityProfileUpgradeEvent.Completed(
                        state.chargePointId, state.number, state.from, state.to, at));
    }

    private boolean isAt(int number, Step step, UpgradeState.StepProgress progress) {
        var current = state.current();
        return isRunning(number)
                && current != null
                && current.step() == step
                && current.state() == progress;
    }

    private boolean isRunning(int number) {
        return state.number == number && state.state == UpgradeState.Progress.RUNNING;
    }

    @Override
    public String toString() {
        return stream + " " + state.number + " " + state.state;
    }
}
