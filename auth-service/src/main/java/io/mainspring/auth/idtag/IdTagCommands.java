package io.mainspring.auth.idtag;

import io.mainspring.kit.eventsourcing.EventFollowers;
import io.mainspring.kit.polls.PollTransaction;
import io.mainspring.kit.web.Problem;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.AxonException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** The way to the aggregates: one command at a time, or many in one commit. */
@Component
class IdTagCommands {

    private final CommandGateway commands;
    private final PollTransaction transaction;
    private final EventFollowers followers;

    IdTagCommands(CommandGateway commands, PollTransaction transaction, EventFollowers followers) {
        this.commands = commands;
        this.transaction = transaction;
        this.followers = followers;
    }

    /**
     * Sends one command; returns when its effect is committed and Authorize sees it.
     *
     * @throws Conflict if another replica wrote to this idTag at the same moment
     */
    Effect send(IdTagCommand command) {
        try {
            var effect = decide(command);
            followers.awaitCaughtUp();
            return effect;
        } catch (AggregateStreamCreationException | ConcurrencyException e) {
            throw new Conflict(e);
        }
    }

    /**
     * Sends commands for different idTags in one commit, in the order of the map; their effects may
     * not be visible yet.
     *
     * @param together one command per key
     * @return one effect per key
     * @throws Conflict if somebody else wrote to one of them meanwhile, or if a {@link
     *     IdTagCommand.RegisterFirst} was not the first: then nothing happened
     */
    Map<String, Effect> sendTogether(Map<String, IdTagCommand> together) {
        if (together.isEmpty()) {
            return Map.of();
        }
        try {
            return transaction.execute(() -> {
                Map<String, Effect> effects = new HashMap<>(2 * together.size());
                together.forEach((key, command) -> effects.put(key, decide(command)));
                return effects;
            });
        } catch (AggregateStreamCreationException | ConcurrencyException e) {
            throw new Conflict(e);
        }
    }

    /**
     * Returns when all that was committed before is in the view.
     *
     * @throws Problem 503 if the view does not come that far
     */
    void awaitVisible() {
        for (int patience = 15; !followers.awaitCaughtUp(); patience--) {
            if (patience == 0) {
                throw new Problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "View behind",
                        "The view of idTags does not catch up; try again later.",
                        null);
            }
        }
    }

    private Effect decide(IdTagCommand command) {
        return commands.<Effect>sendAndWait(command);
    }

    /** The event store refused the commit: somebody else was faster. */
    static final class Conflict extends RuntimeException {

        Conflict(AxonException cause) {
            super("written by somebody else meanwhile", cause);
        }

        Problem problem() {
            return Problem.conflict("Somebody else wrote to the same idTag at the same moment.");
        }
    }
}
