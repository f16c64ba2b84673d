package io.mainspring.auth.locallist;

import io.mainspring.contracts.CommandStatus;
import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.eventsourcing.EventFollowers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Takes synchronizations on, step by step. It remembers nothing: each step is decided from the
 * views and agreed with the list, which refuses one that was decided on old ones. So any replica
 * can take any step, after any pause; a wake-up only makes it sooner than the next tick. Replicas
 * take lists in no order, so that they seldom meet.
 */
@Component
class Synchronizer implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Synchronizer.class);

    /** Marked lists looked at between two ticks; the rest wait for the next. */
    private static final int LOOKS = 50;

    /** Lists that wait here for their step; the rest wait for the next wake-up. */
    private static final int MOST_AT_WORK = 500;

    private static final Duration LONGEST_STEP = Duration.ofSeconds(10);

    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

    private final LocalLists lists;
    private final Targets targets;
    private final Limits limits;
    private final Marks marks;
    private final ListCalls calls;
    private final CommandGateway commands;
    private final EventFollowers followers;
    private final LocalListSettings settings;
    private final Clock clock;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("local-list-synchronizer").factory());
    private final ExecutorService steps;
    private final Set<String> atWork = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean due = new AtomicBoolean();

    /** A list was passed over, because its last step was still under way or the hands were full. */
    private final AtomicBoolean missed = new AtomicBoolean();

    private volatile boolean stopping;

    Synchronizer(
            LocalLists lists,
            Targets targets,
            Limits limits,
            Marks marks,
            ListCalls calls,
            CommandGateway commands,
            EventFollowers followers,
            LocalListSettings settings,
            Clock clock) {
        this.lists = lists;
        this.targets = targets;
        this.limits = limits;
        this.marks = marks;
        this.calls = calls;
        this.commands = commands;
        this.followers = followers;
        this.settings = settings;
        this.clock = clock;
        this.steps =
                Executors.newFixedThreadPool(
                        settings.stepsAtOnce(),
                        Thread.ofPlatform().daemon().name("local-list-step-", 0).factory());
    }

    /** Something may be to do now. */
    void wake() {
        if (!stopping && due.compareAndSet(false, true)) {
            worker.execute(() -> {
                due.set(false);
                followers.awaitCaughtUp();
                handOut(lists.ready(MOST_AT_WORK));
            });
        }
    }

    private void handOut(List<String> ready) {
        if (ready.isEmpty()) {
            return;
        }
        var marked = marks.of(ready);
        boolean isCaughtUp = followers.awaitCaughtUp();
        for (var key : ready) {
            if (stopping || atWork.size() >= MOST_AT_WORK || !atWork.add(key)) {
                missed.set(true);
                continue;
            }
            steps.execute(() -> {
                try {
                    guarded(key, () -> step(key, isCaughtUp ? marked.get(key) : null));
                } finally {
                    atWork.remove(key);
                }
                if (missed.getAndSet(false)) {
                    wake();
                }
            });
        }
    }

    @Scheduled(fixedDelay = 1_000)
    void tick() {
        lists.overdue(clock.instant()).forEach(key -> guarded(key, () -> giveUp(key)));
        wake();
        var marked = marks.due(LOOKS);
        if (!marked.isEmpty() && followers.awaitCaughtUp()) {
            marked.forEach((key, marks) -> guarded(key, () -> look(key, marks)));
        }
    }

    /** What was begun is finished: a step is written down and sent, or not begun. */
    @Override
    public void destroy() throws InterruptedException {
        stopping = true;
        worker.shutdown();
        steps.shutdown();
        if (!steps.awaitTermination(LONGEST_STEP.toSeconds(), TimeUnit.SECONDS)) {
            steps.shutdownNow();
        }
    }

    private void guarded(String key, Runnable work) {
        if (stopping) {
            return;
        }
        try {
            work.run();
        } catch (ListCalls.MovedOn | ConcurrencyException | EventStoreException e) {
            log.debug("somebody else was faster chargePoint={}", key, e);
        } catch (RuntimeException e) {
            log.warn("local list cannot be worked on, trying again chargePoint={}", key, e);
        }
    }

    /**
     * @param marked which marks the views show; null: not known
     */
    private void step(String key, Marks.@Nullable Marked marked) {
        var state = lists.find(key).orElseGet(LocalListState::new);
        var running = state.synchronization;
        var source = state.source;
        if (running == null || source == null || !state.ready()) {
            return;
        }
        var now = clock.instant();
        if (!now.isBefore(running.until())) {
            end(state, running, SynchronizationResult.UNREACHABLE, "its time is over");
            return;
        }
        var lengths = NextStep.Lengths.of(limits.of(key), state.longestLearnt, settings);
        var step =
                NextStep.of(
                        state,
                        targets.heldBy(key),
                        targets.of(key, source, lengths.list()),
                        () -> targets.ofHeld(key, source),
                        lengths,
                        settings.askVersion());
        var left = Duration.between(now, running.until());
        var options =
                new CallOptions(
                        running.by(),
                        null,
                        left.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : left,
                        true);
        switch (step) {
            case NextStep.AskVersion _ -> calls.askVersion(state, running, options);
            case NextStep.Send send -> {
                var terms =
                        new ListCalls.Terms(
                                state.revision,
                                state.highestVersion + 1,
                                true,
                                send.limitAssumed(),
                                running.id());
                var _ =
                        calls.send(
                                String.valueOf(state.chargePointId), send.update(), terms, options);
            }
            case NextStep.Finish finish -> {
                end(state, running, finish.result(), finish.reason());
                if (finish.result() == SynchronizationResult.IN_SYNC && marked != null) {
                    marks.seen(key, marked, 0);
                }
            }
        }
    }

    private void end(
            LocalListState state,
            LocalListState.Synchronization running,
            SynchronizationResult result,
            @Nullable String reason) {
        boolean ended =
                commands.<Boolean>sendAndWait(
                        new LocalListCommand.EndSynchronization(
                                String.valueOf(state.chargePointId),
                                state.revision,
                                running.id(),
                                result,
                                reason,
                                clock.instant()));
        if (!ended) {
            throw new ListCalls.MovedOn();
        }
    }

    private void giveUp(String key) {
        var now = clock.instant();
        var state = lists.find(key).orElseGet(LocalListState::new);
        state.inFlight.stream()
                .filter(call -> call.deadline().isBefore(now))
                .forEach(call ->
                        commands.sendAndWait(
                                new LocalListCommand.TakeSilence(
                                        String.valueOf(state.chargePointId),
                                        call.commandId(),
                                        CommandStatus.TIMED_OUT,
                                        now)));
        var running = state.synchronization;
        if (running != null && state.isHeldUp() && running.until().isBefore(now)) {
            end(state, running, SynchronizationResult.UNREACHABLE, "its time is over");
        }
    }

    private void look(String key, Marks.Marked marked) {
        var state = lists.find(key).orElseGet(LocalListState::new);
        var lengths = NextStep.Lengths.of(limits.of(key), state.longestLearnt, settings);
        var pending = lists.pending(key, state, lengths);
        marks.seen(key, marked, pending == null ? 0 : pending);
    }
}
