package io.mainspring.auth.locallist;

import java.time.Clock;
import java.util.UUID;
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

    private final Rollouts rollouts;
    private final CommandGateway commands;
    private final Synchronizer synchronizer;
    private final LocalListSettings settings;
    private final Clock clock;

    RolloutWork(
            Rollouts rollouts,
            CommandGateway commands,
            Synchronizer synchronizer,
            LocalListSettings settings,
            Clock clock) {
        this.rollouts = rollouts;
        this.commands = commands;
        this.synchronizer = synchronizer;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1_000)
    void tick() {
        if (settings.automaticRollout()) {
            rollouts.beginAutomatic(clock.instant(), settings.whenOnline());
        }
        if (!rollouts.anyOpen()) {
            return;
        }
        rollouts.settle(clock.instant());
        var turns = rollouts.turns(settings.rolloutConcurrency());
        turns.forEach(this::give);
        if (!turns.isEmpty()) {
            synchronizer.wake();
        }
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
