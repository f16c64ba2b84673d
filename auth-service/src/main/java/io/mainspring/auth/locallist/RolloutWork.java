package io.mainspring.auth.locallist;

import io.mainspring.kit.eventsourcing.EventFollowers;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.ConcurrencyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Gives charge points their turn. Two replicas at once may give one turn too many, and a crash may
 * give one twice; both bring a list to date that is so already.
 */
@Component
class RolloutWork {

    private static final Logger log = LoggerFactory.getLogger(RolloutWork.class);

    /** How long an ended roll-out can be looked at. */
    private static final Duration KEPT = Duration.ofDays(90);

    private final Rollouts rollouts;
    private final CommandGateway commands;
    private final EventFollowers followers;
    private final Synchronizer synchronizer;
    private final LocalListSettings settings;
    private final Clock clock;

    RolloutWork(
            Rollouts rollouts,
            CommandGateway commands,
            EventFollowers followers,
            Synchronizer synchronizer,
            LocalListSettings settings,
            Clock clock) {
        this.rollouts = rollouts;
        this.commands = commands;
        this.followers = followers;
        this.synchronizer = synchronizer;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1_000)
    void tick() {
        if (settings.automaticRollout()) {
            rollouts.beginAutomatic(clock.instant(), settings.whenOnline());
        }
        if (!rollouts.anyOpen() || !followers.awaitCaughtUp()) {
            return;
        }
        rollouts.settle(clock.instant());
        var turns = rollouts.turns(settings.rolloutConcurrency());
        turns.forEach(this::give);
        if (!turns.isEmpty()) {
            synchronizer.wake();
        }
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void forget() {
        rollouts.forget(clock.instant().minus(KEPT));
    }

    private void give(Rollouts.Turn turn) {
        try {
            var now = clock.instant();
            UUID running =
                    commands.sendAndWait(
                            new LocalListCommand.Synchronize(
                                    turn.chargePointId(),
                                    UUID.randomUUID(),
                                    turn.rolloutId(),
                                    turn.requestedBy(),
                                    turn.until(),
                                    now));
            if (running == null) {
                rollouts.failed(turn, "the list was deleted", now);
            } else {
                rollouts.running(turn, running, now);
            }
        } catch (ConcurrencyException e) {
            log.debug("its turn comes again chargePoint={}", turn.chargePointId(), e);
        }
    }
}
