package io.mainspring.auth.locallist;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.mainspring.auth.locallist.LocalListState.InFlight;
import io.mainspring.contracts.CommandStatus;
import io.mainspring.ocpp.v16.type.UpdateType;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The local authorization list of one charge point: which calls are out, what it last accepted,
 * whether it is being brought to date. Outcomes may come again; what is known makes no event, and
 * a charge point of which nothing is known has no list afterwards either.
 * Versions only rise, also after the list was dropped and taken up again.
 */
class LocalList {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable String key;

    private LocalListState state = new LocalListState();

    LocalList() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    boolean handle(LocalListCommand.Select c) {
        if (c.basis() != state.revision) {
            return false;
        }
        boolean changes =
                c.source() != state.source
                        || c.automatic() != state.automatic
                        || !c.added().isEmpty()
                        || !c.removed().isEmpty();
        if (changes) {
            apply(
                    new LocalListEvent.SelectionChanged(
                            c.chargePointId(),
                            c.source(),
                            c.added(),
                            c.removed(),
                            c.automatic(),
                            c.by(),
                            c.at()));
        }
        return true;
    }

    /** Whether there was something to drop. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    boolean handle(LocalListCommand.Drop c) {
        if (state.source == null) {
            return false;
        }
        end(SynchronizationResult.CANCELLED, "the list was deleted", c.at());
        apply(new LocalListEvent.Dropped(id(), c.by(), c.at()));
        return true;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(LocalListCommand.Retire c) {
        if (state.isForgotten()) {
            return;
        }
        end(SynchronizationResult.CANCELLED, "charge point retired", c.at());
        apply(new LocalListEvent.Retired(id(), c.at()));
    }

    /** The synchronization that runs now; null if there is nothing to build a list from. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    @Nullable UUID handle(LocalListCommand.Synchronize c) {
        if (state.source == null) {
            return null;
        }
        if (state.synchronization != null) {
            return state.synchronization.id();
        }
        start(c.synchronizationId(), c.rolloutId(), c.by(), c.until(), c.at());
        return c.synchronizationId();
    }

    @CommandHandler
    boolean handle(LocalListCommand.AskVersion c) {
        if (c.basis() != state.revision) {
            return false;
        }
        apply(
                new LocalListEvent.VersionAsked(
                        id(), c.commandId(), c.synchronizationId(), c.deadline(), c.at()));
        return true;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    boolean handle(LocalListCommand.Send c) {
        if (state.inFlight(c.commandId()) != null || state.landed.contains(c.commandId())) {
            return true; // the same command again, under its Idempotency-Key
        }
        if ((c.basis() != null && c.basis() != state.revision)
                || (c.versionIsOurs() && c.listVersion() <= state.highestVersion)) {
            return false;
        }
        apply(
                new LocalListEvent.UpdateRequested(
                        c.chargePointId(),
                        c.commandId(),
                        c.listVersion(),
                        c.update().type(),
                        c.update().lines(),
                        c.limitAssumed(),
                        c.synchronizationId(),
                        c.by(),
                        c.deadline(),
                        c.at()));
        return true;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(LocalListCommand.TakeVersion c) {
        int version = c.listVersion();
        if (state.inFlight(c.commandId()) == null && !isNews(version, c.at())) {
            return;
        }
        var carriedOut = state.settlesUncertain(version) ? state.uncertain : null;
        var held = state.heldVersion;
        apply(
                new LocalListEvent.VersionReported(
                        c.chargePointId(),
                        c.commandId(),
                        version,
                        carriedOut != null || held == null || held == version ? null : held,
                        c.at()));
        if (carriedOut != null) {
            accepted(carriedOut, c.at());
        }
        if (version < 0) {
            end(SynchronizationResult.NOT_SUPPORTED, "it has no local lists", c.at());
        }
    }

    /** Of a version that an operator asked for, or that comes once more. */
    private boolean isNews(int version, Instant at) {
        if (state.heardAt != null && at.isBefore(state.heardAt)) {
            return false;
        }
        return version < 0
                ? !state.notSupported
                : state.notSupported
                        || !state.versionKnown
                        || version > state.highestVersion
                        || (state.heldVersion != null && version != state.heldVersion);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(LocalListCommand.TakeStatus c) {
        var call = state.inFlight(c.commandId());
        if (call == null || call.updateType() == null) {
            return;
        }
        switch (c.status()) {
            case ACCEPTED -> accepted(call, c.at());
            case FAILED -> refused(call, call.updateType(), Refusal.FAILED, c);
            case VERSION_MISMATCH -> refused(call, call.updateType(), Refusal.VERSION_MISMATCH, c);
            case NOT_SUPPORTED -> refused(call, call.updateType(), Refusal.NOT_SUPPORTED, c);
        }
    }

    private void accepted(InFlight call, Instant at) {
        var type = Objects.requireNonNull(call.updateType());
        boolean onKnown =
                state.basis()
                        || (state.heldVersion != null
                                && state.uncertain != null
                                && state.uncertain.commandId().equals(call.commandId()));
        boolean known = type == UpdateType.FULL || onKnown;
        apply(
                new LocalListEvent.UpdateAccepted(
                        id(),
                        call.commandId(),
                        call.listVersion(),
                        type,
                        known ? call.listVersion() : null,
                        call.synchronizationId(),
                        at));
    }

    private void refused(
            InFlight call, UpdateType type, Refusal refusal, LocalListCommand.TakeStatus c) {
        var refused =
                new LocalListEvent.UpdateRefused(
                        id(),
                        call.commandId(),
                        call.listVersion(),
                        type,
                        call.lines(),
                        call.limitAssumed(),
                        refusal,
                        c.detail(),
                        c.at());
        apply(refused);
        var reason =
                c.detail() == null ? type.wireName() + ": " + c.status().wireName() : c.detail();
        if (refusal == Refusal.NOT_SUPPORTED) {
            end(SynchronizationResult.NOT_SUPPORTED, reason, c.at());
        } else if (type == UpdateType.DIFFERENTIAL && c.fullAfterRefusal()) {
            followByFull(c);
        } else if (isOfSynchronization(call) && !LocalListState.isPerhapsTooLong(refused)) {
            end(SynchronizationResult.FAILED, reason, c.at());
        }
    }

    /** What it holds counts as unknown now, so the next step of a synchronization is a Full. */
    private void followByFull(LocalListCommand.TakeStatus c) {
        var running = state.synchronization;
        if (running == null) {
            if (state.source != null) {
                start(c.followUpId(), null, "full-after-refusal", c.followUpUntil(), c.at());
            }
        } else if (running.refusedDifferentials() >= LocalListState.PATIENCE) {
            end(SynchronizationResult.FAILED, "Differentials are refused time and again", c.at());
        }
    }

    private boolean isOfSynchronization(InFlight call) {
        return state.synchronization != null
                && state.synchronization.id().equals(call.synchronizationId());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(LocalListCommand.TakeSilence c) {
        var call = state.inFlight(c.commandId());
        if (call == null) {
            return;
        }
        apply(
                call.updateType() == null
                        ? new LocalListEvent.VersionUnanswered(id(), c.commandId(), c.end(), c.at())
                        : new LocalListEvent.UpdateUnanswered(
                                id(),
                                c.commandId(),
                                call.listVersion(),
                                call.updateType(),
                                c.end(),
                                c.at()));
        if (state.synchronization == null || !isOfSynchronization(call)) {
            return;
        }
        if (!LocalListState.wasSent(c.end())) {
            end(SynchronizationResult.UNREACHABLE, "not connected in time", c.at());
        } else if (state.synchronization.silences() >= LocalListState.PATIENCE) {
            end(SynchronizationResult.FAILED, "no answer: " + word(c.end()), c.at());
        }
    }

    private static String word(CommandStatus end) {
        return switch (end) {
            case TIMED_OUT -> "timed out";
            case CONNECTION_LOST -> "connection lost";
            case SUPERSEDED -> "connection replaced";
            case ERROR -> "error";
            case PENDING, ANSWERED, OFFLINE, EXPIRED -> "not sent";
        };
    }

    @CommandHandler
    boolean handle(LocalListCommand.EndSynchronization c) {
        if (c.basis() != state.revision
                || state.synchronization == null
                || !state.synchronization.id().equals(c.synchronizationId())) {
            return false;
        }
        end(c.result(), c.reason(), c.at());
        return true;
    }

    private void start(
            UUID synchronizationId,
            @Nullable UUID rolloutId,
            String by,
            Instant until,
            Instant at) {
        apply(
                new LocalListEvent.SynchronizationStarted(
                        id(), synchronizationId, rolloutId, by, until, at));
    }

    private void end(SynchronizationResult result, @Nullable String reason, Instant at) {
        if (state.synchronization != null) {
            apply(
                    new LocalListEvent.SynchronizationEnded(
                            id(),
                            state.synchronization.id(),
                            result,
                            reason,
                            state.basis() ? state.heldVersion : null,
                            at));
        }
    }

    private String id() {
        return Objects.requireNonNull(state.chargePointId);
    }

    @EventSourcingHandler
    void on(LocalListEvent event) {
        key = ListKey.of(event.chargePointId());
        state.on(event);
    }
}
