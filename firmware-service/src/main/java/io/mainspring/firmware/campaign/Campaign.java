package io.mainspring.firmware.campaign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * A campaign, from its plan to the end of its last charge point. It decides by what it is told and
 * when; it orders nothing itself. A command that does not fit the state changes nothing.
 */
class Campaign {

    // null until the first event: Axon would take an empty one for an identifier
    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable String key;

    private @Nullable CampaignPlan plan;
    private CampaignState state = CampaignState.RUNNING;

    /** By charge point id, in the order of their turns. */
    private Map<String, Target> targets = new LinkedHashMap<>();

    private int wave;

    /** Since the plan, the last resume or the last retry. */
    private int failures;

    private @Nullable Instant nextWaveAt;

    Campaign() {}

    /**
     * A charge point in it.
     *
     * @param attempts how often it has had its turn, the signed second try of a turn included
     */
    record Target(TargetState state, int attempts, @Nullable UUID jobId, boolean signed) {

        static Target waiting(int attempts) {
            return new Target(TargetState.WAITING, attempts, null, false);
        }

        Target ended(TargetState as) {
            return new Target(as, attempts, jobId, signed);
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CampaignCommand.Begin c) {
        if (plan != null) {
            return;
        }
        apply(
                new CampaignEvent.Planned(
                        c.campaignId(), c.plan(), c.targets(), c.skipped(), c.by(), c.at()));
        finishIfDone(c.campaignId(), c.at());
    }

    @CommandHandler
    void handle(CampaignCommand.Advance c) {
        if (state != CampaignState.RUNNING || count(TargetState.RUNNING) > 0) {
            return;
        }
        if (nextWaveAt != null && c.at().isBefore(nextWaveAt)) {
            return;
        }
        var turn = new ArrayList<CampaignEvent.Attempt>();
        for (var target : targets.entrySet()) {
            if (target.getValue().state() == TargetState.WAITING
                    && turn.size() < plan().waveSize()) {
                int attempt = target.getValue().attempts() + 1;
                turn.add(attempt(c.campaignId(), target.getKey(), attempt, plan().signed()));
            }
        }
        if (!turn.isEmpty()) {
            apply(new CampaignEvent.WaveStarted(c.campaignId(), wave + 1, turn, c.at()));
        }
    }

    @CommandHandler
    void handle(CampaignCommand.Conclude c) {
        var target = targets.get(c.chargePointId());
        if (target == null || !c.jobId().equals(target.jobId())) {
            return;
        }
        if (target.state() == TargetState.FAILED && c.state() == TargetState.SUCCEEDED) {
            // Its wave has gone on without it; charge points try again by themselves.
            apply(
                    new CampaignEvent.TargetEnded(
                            c.campaignId(), c.chargePointId(), c.state(), c.reason(), c.at()));
        }
        if (target.state() != TargetState.RUNNING) {
            return;
        }
        if (c.wantsSigned() && plan().signedFallback() && !target.signed()) {
            apply(
                    new CampaignEvent.SignedInstead(
                            c.campaignId(),
                            attempt(c.campaignId(), c.chargePointId(), target.attempts() + 1, true),
                            c.at()));
            return;
        }
        apply(
                new CampaignEvent.TargetEnded(
                        c.campaignId(), c.chargePointId(), c.state(), c.reason(), c.at()));
        if (state == CampaignState.RUNNING && plan().isStoppedBy(failures, targets.size())) {
            apply(new CampaignEvent.Stopped(c.campaignId(), failures, c.at()));
        }
        endWaveIfDone(c.campaignId(), c.at());
    }

    @CommandHandler
    void handle(CampaignCommand.Withdraw c) {
        var target = targets.get(c.chargePointId());
        if (state == CampaignState.RUNNING
                || target == null
                || target.state() != TargetState.RUNNING
                || !c.jobId().equals(target.jobId())) {
            return;
        }
        apply(
                new CampaignEvent.AttemptWithdrawn(
                        c.campaignId(),
                        c.chargePointId(),
                        state == CampaignState.CANCELLED
                                ? TargetState.CANCELLED
                                : TargetState.WAITING,
                        c.at()));
        endWaveIfDone(c.campaignId(), c.at());
    }

    /** Whether it is paused now. */
    @CommandHandler
    boolean handle(CampaignCommand.Pause c) {
        if (state == CampaignState.RUNNING) {
            apply(new CampaignEvent.Paused(c.campaignId(), c.by(), c.at()));
        }
        return state == CampaignState.PAUSED;
    }

    /** Whether it runs now. */
    @CommandHandler
    boolean handle(CampaignCommand.Resume c) {
        if (state == CampaignState.PAUSED || state == CampaignState.STOPPED) {
            apply(new CampaignEvent.Resumed(c.campaignId(), c.by(), c.at()));
            finishIfDone(c.campaignId(), c.at());
        }
        return state == CampaignState.RUNNING || state == CampaignState.FINISHED;
    }

    /** Whether there was anybody to try again; a cancelled campaign is over. */
    @CommandHandler
    boolean handle(CampaignCommand.Retry c) {
        var failed =
                targets.entrySet().stream()
                        .filter(t -> t.getValue().state() == TargetState.FAILED)
                        .map(Map.Entry::getKey)
                        .toList();
        if (state == CampaignState.CANCELLED || failed.isEmpty()) {
            return false;
        }
        apply(new CampaignEvent.Retried(c.campaignId(), failed, c.by(), c.at()));
        return true;
    }

    /** Whether it is cancelled now. */
    @CommandHandler
    boolean handle(CampaignCommand.Cancel c) {
        if (state != CampaignState.CANCELLED && state != CampaignState.FINISHED) {
            apply(new CampaignEvent.Cancelled(c.campaignId(), c.by(), c.at()));
        }
        return state == CampaignState.CANCELLED;
    }

    private void endWaveIfDone(UUID campaignId, Instant at) {
        if (count(TargetState.RUNNING) == 0) {
            apply(new CampaignEvent.WaveEnded(campaignId, wave, at.plus(plan().pause()), at));
            finishIfDone(campaignId, at);
        }
    }

    private void finishIfDone(UUID campaignId, Instant at) {
        boolean mayFinish = state == CampaignState.RUNNING || state == CampaignState.STOPPED;
        if (mayFinish && count(TargetState.WAITING) == 0 && count(TargetState.RUNNING) == 0) {
            apply(new CampaignEvent.Finished(campaignId, at));
        }
    }

    private long count(TargetState wanted) {
        return targets.values().stream().filter(t -> t.state() == wanted).count();
    }

    private CampaignPlan plan() {
        return Objects.requireNonNull(plan, "planned before anything else");
    }

    /** The job's id follows from whose which attempt it is, so that ordering twice is one job. */
    private static CampaignEvent.Attempt attempt(
            UUID campaignId, String chargePointId, int attempt, boolean signed) {
        var name = campaignId + "/" + chargePointId + "/" + attempt;
        return new CampaignEvent.Attempt(
                chargePointId, UUID.nameUUIDFromBytes(name.getBytes(UTF_8)), signed);
    }

    @EventSourcingHandler
    void on(CampaignEvent event) {
        key = "campaign/" + event.campaignId();
        switch (event) {
            case CampaignEvent.Planned e -> {
                plan = e.plan();
                e.targets().forEach(id -> targets.put(id, Target.waiting(0)));
                e.skipped()
                        .forEach(id ->
                                targets.put(id, Target.waiting(0).ended(TargetState.SKIPPED)));
            }
            case CampaignEvent.WaveStarted e -> {
                wave = e.wave();
                nextWaveAt = null;
                e.attempts().forEach(this::begin);
            }
            case CampaignEvent.SignedInstead e -> begin(e.attempt());
            case CampaignEvent.AttemptWithdrawn e ->
                    targets.computeIfPresent(
                            e.chargePointId(),
                            (_, t) ->
                                    e.state() == TargetState.WAITING
                                            ? Target.waiting(t.attempts())
                                            : t.ended(e.state()));
            case CampaignEvent.TargetEnded e -> end(e);
            case CampaignEvent.WaveEnded e -> nextWaveAt = e.nextAt();
            case CampaignEvent.Stopped _ -> state = CampaignState.STOPPED;
            case CampaignEvent.Paused _ -> state = CampaignState.PAUSED;
            case CampaignEvent.Resumed _ -> {
                state = CampaignState.RUNNING;
                failures = 0;
            }
            case CampaignEvent.Retried e -> {
                state = CampaignState.RUNNING;
                failures = 0;
                e.chargePointIds()
                        .forEach(id ->
                                targets.computeIfPresent(
                                        id, (_, t) -> Target.waiting(t.attempts())));
            }
            case CampaignEvent.Cancelled _ -> {
                state = CampaignState.CANCELLED;
                targets.replaceAll((_, t) ->
                        t.state() == TargetState.WAITING ? t.ended(TargetState.CANCELLED) : t);
            }
            case CampaignEvent.Finished _ -> state = CampaignState.FINISHED;
        }
    }

    private void end(CampaignEvent.TargetEnded e) {
        var before = targets.get(e.chargePointId());
        if (before == null) {
            return;
        }
        targets.put(e.chargePointId(), before.ended(e.state()));
        if (e.state() == TargetState.FAILED) {
            failures++;
        } else if (before.state() == TargetState.FAILED) {
            failures = Math.max(0, failures - 1);
        }
    }

    private void begin(CampaignEvent.Attempt attempt) {
        targets.computeIfPresent(
                attempt.chargePointId(),
                (_, t) ->
                        new Target(
                                TargetState.RUNNING,
                                t.attempts() + 1,
                                attempt.jobId(),
                                attempt.signed()));
    }
}
