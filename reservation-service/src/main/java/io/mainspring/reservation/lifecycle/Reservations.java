package io.mainspring.reservation.lifecycle;

import io.mainspring.kit.polls.PollTransaction;
import io.mainspring.reservation.lifecycle.Decision.Effect;
import java.time.Instant;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The way to the aggregates: what a command changes and its {@link ReservationKeys} are one commit.
 * The key's row is locked before the aggregate is loaded, and no aggregate is cached: a command
 * that decides nothing appends nothing, so no conflict would tell that another replica knew better.
 */
@Component
class Reservations {

    private static final Logger log = LoggerFactory.getLogger(Reservations.class);

    private final CommandGateway commands;
    private final ReservationKeys keys;
    private final PollTransaction transaction;

    Reservations(CommandGateway commands, ReservationKeys keys, PollTransaction transaction) {
        this.commands = commands;
        this.keys = keys;
        this.transaction = transaction;
    }

    /** Within the caller's transaction. A reservation that was never asked for is left alone. */
    Effect send(ReservationCommand command) {
        if (!keys.lock(command.reservationId())) {
            return Effect.NOTHING;
        }
        try {
            var decision = commands.<Decision>sendAndWait(command);
            keys.write(decision.standing());
            decision.released().forEach(this::recognise);
            return decision.effect();
        } catch (AggregateNotFoundException e) {
            log.debug("no such reservation reservation={}", command.reservationId(), e);
            return Effect.NOTHING;
        }
    }

    /**
     * Offers a start that named no reservation to those that it may have used, the likeliest first.
     * Within the caller's transaction.
     */
    Effect recognise(Start start) {
        for (int candidate :
                keys.usable(start.chargePointId(), start.connectorId(), start.earliest())) {
            var effect = send(new ReservationCommand.Use(candidate, start));
            if (effect == Effect.USED || effect == Effect.HELD) {
                return effect;
            }
        }
        return Effect.NOTHING;
    }

    /** In a transaction of its own. */
    Effect sendAlone(ReservationCommand command) {
        return transaction.execute(() -> send(command));
    }

    /** In a transaction of its own; nothing if somebody else is at it, or was. */
    Effect expire(int reservationId, Instant now) {
        return transaction.execute(() ->
                keys.lockIfDue(reservationId, now)
                        ? send(new ReservationCommand.Expire(reservationId, now))
                        : Effect.NOTHING);
    }
}
