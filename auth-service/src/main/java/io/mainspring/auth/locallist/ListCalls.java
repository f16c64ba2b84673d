package io.mainspring.auth.locallist;

import io.mainspring.auth.locallist.content.Update;
import io.mainspring.contracts.Call;
import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.calls.Calls;
import io.mainspring.kit.calls.CommandView;
import io.mainspring.ocpp.v16.action.GetLocalListVersion;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Sends to charge points what the list has written down: an outcome finds its list, and a call
 * whose outcome is lost is given up at its deadline.
 */
@Component
class ListCalls {

    private final Calls calls;
    private final CommandGateway commands;
    private final Presence presence;
    private final LocalListSettings settings;
    private final Clock clock;

    ListCalls(
            Calls calls,
            CommandGateway commands,
            Presence presence,
            LocalListSettings settings,
            Clock clock) {
        this.calls = calls;
        this.commands = commands;
        this.presence = presence;
        this.settings = settings;
        this.clock = clock;
    }

    /** The list has moved on since it was looked at; nothing was sent. */
    static final class MovedOn extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MovedOn() {
            super("the list has moved on");
        }
    }

    /** The command that is asked for once more, if it is. */
    Optional<UUID> repeated(CallOptions options) {
        return calls.commandOf(options);
    }

    /** An operator's question; what comes of it is heard, nothing is written down before. */
    ResponseEntity<CommandView> getVersion(String chargePointId, CallOptions options) {
        return calls.perform(
                presence.spelling(chargePointId), new GetLocalListVersion.Request(), options);
    }

    /**
     * A synchronization's question.
     *
     * @throws MovedOn if the state is not the list's latest
     */
    void askVersion(LocalListState state, LocalListState.Synchronization of, CallOptions options) {
        var id = String.valueOf(state.chargePointId);
        var _ =
                calls.perform(
                        presence.spelling(id),
                        new GetLocalListVersion.Request(),
                        options,
                        call ->
                                require(
                                        commands.<Boolean>sendAndWait(
                                                new LocalListCommand.AskVersion(
                                                        id,
                                                        state.revision,
                                                        call.commandId(),
                                                        of.id(),
                                                        call.expiresAt()
                                                                .plus(settings.outcomeMargin()),
                                                        clock.instant()))));
    }

    /**
     * What goes into a SendLocalList besides its lines.
     *
     * @param basis the revision that the update was computed from; null: an operator's own
     * @param versionIsOurs whether the version was chosen by us
     */
    record Terms(
            @Nullable Long basis,
            int listVersion,
            boolean versionIsOurs,
            boolean limitAssumed,
            @Nullable UUID synchronizationId) {}

    /**
     * @throws MovedOn if the basis is not the list's latest, or the version is not a new one
     */
    ResponseEntity<CommandView> send(
            String chargePointId, Update update, Terms terms, CallOptions options) {
        return calls.perform(
                presence.spelling(chargePointId),
                update.request(terms.listVersion()),
                options,
                call -> require(write(chargePointId, update, terms, options, call)));
    }

    private boolean write(
            String chargePointId, Update update, Terms terms, CallOptions options, Call call) {
        return commands.<Boolean>sendAndWait(
                new LocalListCommand.Send(
                        chargePointId,
                        terms.basis(),
                        call.commandId(),
                        terms.listVersion(),
                        terms.versionIsOurs(),
                        update,
                        terms.limitAssumed(),
                        terms.synchronizationId(),
                        options.requestedBy(),
                        call.expiresAt().plus(settings.outcomeMargin()),
                        clock.instant()));
    }

    private static void require(boolean done) {
        if (!done) {
            throw new MovedOn();
        }
    }
}
