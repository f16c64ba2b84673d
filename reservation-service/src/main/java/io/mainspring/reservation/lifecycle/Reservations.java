package io.mainspring.reservation.lifecycle;

import io.mainspring.kit.polls.PollTransaction;
import io.mainspring.reservation.lifecycle.Decision.Effect;
import java.util.function.Supplier;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The way to the aggregates: what a command changes and its {@link ReservationKeys} are one commit. */
@Component
class Reservations {

    private static final Logger log = LoggerFactory.getLogger(Reservations.class);
    private static final int ATTEMPTS = 5;

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
        try {
            var decision = commands.<Decision>sendAndWait(command);
            keys.write(decision.standing());
            return decision.effect();
        } catch (AggregateNotFoundException e) {
            log.debug("no such reservation reservation={}", command.reservationId(), e);
            return Effect.NOTHING;
        }
    }

    /**
     * In a transaction of its own, tried again if somebody else wrote to the same reservation.
     *
     * @throws ConcurrencyException if somebody else was quicker each time
     */
    Effect sendAlone(ReservationCommand command) {
        return retrying(() -> transaction.execute(() -> send(command)));
    }

    private static Effect retrying(Supplier<Effect> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (ConcurrencyException | AggregateStreamCreationException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                log.debug("another writer was quicker attempt={}", attempt, e);
            }
        }
    }
}
