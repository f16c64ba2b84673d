package io.mainspring.reservation.lifecycle;

import static java.util.Objects.requireNonNull;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.mainspring.reservation.lifecycle.Decision.Effect;
import io.mainspring.reservation.lifecycle.Decision.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * One reservation id through all the terms it was asked for. What the charge point says counts more
 * than what is inferred here: a start that carries the id uses the reservation even after an end
 * that nobody but our clock or a status report told us of (docs/adr/0017).
 *
 * <p>Facts come through three topics without a common order, so each is judged by the times in it,
 * and what comes before the outcome of the ReserveNow is kept until that is known.
 */
class Reservation {

    /** How far a charge point's clock may be off. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

    /** From the gateway, which dates starts and statuses, to correlation, which dates answers. */
    private static final Duration ANSWER_TRAVELS = Duration.ofSeconds(1);

    private static final Instant NEVER = Instant.EPOCH;

    @AggregateIdentifier private @Nullable Integer id;
    private String chargePointId = "";
    private State state = State.REQUESTED;

    /** In force, or what was asked for last, or what was in force last. */
    private @Nullable Terms terms;

    private @Nullable UUID commandId;
    private Instant requestedAt = NEVER;
    private Instant acceptedAt = NEVER;
    private boolean mayBeHeld;
    private int transactionId;
    private ReservationEvent.@Nullable StartHeld heldStart;
    private ReservationEvent.@Nullable FailureSeen failure;
    private final Map<UUID, ReservationEvent.Requested> unanswered = new HashMap<>();
    private final Set<UUID> requests = new HashSet<>();

    /** For the event store, which replays the events on it. */
    Reservation() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision decide(ReservationCommand.Request command) {
        if (requests.contains(command.commandId())) {
            return decided(Effect.NOTHING);
        }
        var wanted = command.terms();
        apply(
                new ReservationEvent.Requested(
                        command.reservationId(),
                        command.chargePointId(),
                        command.commandId(),
                        wanted.connectorId(),
                        wanted.idTag(),
                        wanted.parentIdTag(),
                        wanted.expiryDate(),
                        command.requestedBy(),
                        command.requestedAt()));
        return decided(Effect.CHANGED);
    }

    @CommandHandler
    Decision decide(ReservationCommand.Settle command) {
        var request = unanswered.get(command.commandId());
        if (request == null) {
            return decided(Effect.NOTHING);
        }
        var answer = command.answer();
        switch (answer.kind()) {
            case ACCEPTED -> accept(request, command.at());
            case REFUSED ->
                    apply(
                            new ReservationEvent.Refused(
                                    id(),
                                    chargePointId,
                                    command.commandId(),
                                    answer.reason(),
                                    answer.detail(),
                                    command.at()));
            case NOT_SENT, UNCERTAIN ->
                    apply(
                            new ReservationEvent.Undelivered(
                                    id(),
                                    chargePointId,
                                    command.commandId(),
                                    answer.reason(),
                                    answer.kind() == Answer.Kind.UNCERTAIN,
                                    command.at()));
        }
        return decided(Effect.CHANGED);
    }

    private void accept(ReservationEvent.Requested request, Instant at) {
        var startBefore = heldStart;
        var failureBefore = failure;
        apply(
                new ReservationEvent.Accepted(
                        id(),
                        chargePointId,
                        request.commandId(),
                        request.connectorId(),
                        request.idTag(),
                        request.parentIdTag(),
                        request.expiryDate(),
                        state == State.ACCEPTED,
                        request.requestedAt(),
                        at));
        if (startBefore != null && isSinceAcceptance(startBefore.receivedAt())) {
            apply(
                    new ReservationEvent.Used(
                            id(),
                            chargePointId,
                            startBefore.transactionId(),
                            startBefore.connectorId(),
                            startBefore.idTag(),
                            startBefore.matchedBy(),
                            startBefore.startedAt(),
                            startBefore.receivedAt()));
        } else if (failureBefore != null && isSinceAcceptance(failureBefore.receivedAt())) {
            end(failureBefore.reason(), failureBefore.connectorId(), failureBefore.receivedAt());
        }
    }

    @CommandHandler
    Decision decide(ReservationCommand.Use command) {
        var start = command.start();
        if (!chargePointId.equalsIgnoreCase(start.chargePointId())) {
            return decided(Effect.NOTHING);
        }
        return decided(start.reservationId() == null ? recognise(start) : take(start));
    }

    /** The charge point says that this start used it. */
    private Effect take(Start start) {
        if (state == State.USED && transactionId == start.transactionId()) {
            return Effect.NOTHING;
        }
        if (isCredible(start)) {
            return use(start, Match.RESERVATION_ID);
        }
        apply(
                new ReservationEvent.StartDisregarded(
                        id(),
                        chargePointId,
                        start.transactionId(),
                        start.idTag(),
                        state,
                        start.beganAt()));
        return Effect.DISREGARDED;
    }

    private boolean isCredible(Start start) {
        return !start.receivedAt().isBefore(requestedAt)
                && switch (state) {
                    case REQUESTED, ACCEPTED, ENDED -> true;
                    case UNDELIVERED -> mayBeHeld;
                    case EXPIRED -> isBeforeExpiry(start);
                    case REFUSED, USED, CANCELLED -> false;
                };
    }

    /** No id: many charge points leave it out. Who, where and when must fit instead. */
    private Effect recognise(Start start) {
        var match = terms().entitles(start.idTag(), start.parentIdTag());
        if (match == null
                || !start.isAuthorized()
                || !terms().covers(start.connectorId())
                || !isSinceRequest(start.beganAt())
                || !isBeforeExpiry(start)
                || start.receivedAt().isBefore(requestedAt)) {
            return Effect.NOTHING;
        }
        return switch (state) {
            case ACCEPTED ->
                    isSinceAcceptance(start.receivedAt()) ? use(start, match) : Effect.NOTHING;
            case EXPIRED ->
                    acceptedAt.isAfter(NEVER) && isSinceAcceptance(start.receivedAt())
                            ? use(start, match)
                            : Effect.NOTHING;
            case REQUESTED -> hold(start, match);
            case REFUSED, UNDELIVERED, USED, CANCELLED, ENDED -> Effect.NOTHING;
        };
    }

    private Effect use(Start start, Match match) {
        apply(
                new ReservationEvent.Used(
                        id(),
                        chargePointId,
                        start.transactionId(),
                        start.connectorId(),
                        start.idTag(),
                        match,
                        start.beganAt(),
                        start.receivedAt()));
        return Effect.USED;
    }

    private Effect hold(Start start, Match match) {
        if (heldStart == null) {
            apply(
                    new ReservationEvent.StartHeld(
                            id(),
                            chargePointId,
                            start.transactionId(),
                            start.connectorId(),
                            start.idTag(),
                            match,
                            start.beganAt(),
                            start.receivedAt()));
        }
        return Effect.HELD;
    }

    /** A failed connector ends no reservation of another, nor one of connector 0. */
    @CommandHandler
    Decision decide(ReservationCommand.Interrupt command) {
        boolean concerned =
                (command.connectorId() == 0 || command.connectorId() == terms().connectorId())
                        && isSinceRequest(command.since())
                        && !command.receivedAt().isBefore(requestedAt);
        if (concerned && state == State.ACCEPTED && isSinceAcceptance(command.receivedAt())) {
            end(command.reason(), command.connectorId(), command.receivedAt());
            return decided(Effect.CHANGED);
        }
        if (concerned && state == State.REQUESTED) {
            // the last one counts: an earlier one may be older than the acceptance
            apply(
                    new ReservationEvent.FailureSeen(
                            id(),
                            chargePointId,
                            command.connectorId(),
                            command.reason(),
                            command.since(),
                            command.receivedAt()));
            return decided(Effect.CHANGED);
        }
        return decided(Effect.NOTHING);
    }

    @CommandHandler
    Decision decide(ReservationCommand.Retire command) {
        if (!isOpen()) {
            return decided(Effect.NOTHING);
        }
        end(EndReason.RETIRED, null, command.at());
        return decided(Effect.CHANGED);
    }

    @CommandHandler
    Decision decide(ReservationCommand.Expire command) {
        if (!isOpen() || terms().expiryDate().isAfter(command.now())) {
            return decided(Effect.NOTHING);
        }
        apply(new ReservationEvent.Expired(id(), chargePointId, terms().expiryDate()));
        return decided(Effect.CHANGED);
    }

    @CommandHandler
    Decision decide(ReservationCommand.SettleCancel command) {
        boolean mayHoldIt = isOpen() || (state == State.UNDELIVERED && mayBeHeld);
        if (!chargePointId.equalsIgnoreCase(command.chargePointId()) || !mayHoldIt) {
            return decided(Effect.NOTHING);
        }
        if (command.isAccepted()) {
            apply(
                    new ReservationEvent.Cancelled(
                            id(),
                            chargePointId,
                            command.commandId(),
                            command.requestedBy(),
                            command.at()));
        } else if (state == State.ACCEPTED) {
            end(EndReason.NOT_HELD, null, command.at());
        } else {
            return decided(Effect.NOTHING);
        }
        return decided(Effect.CHANGED);
    }

    private void end(EndReason reason, @Nullable Integer connectorId, Instant at) {
        apply(new ReservationEvent.Ended(id(), chargePointId, reason, connectorId, at));
    }

    private boolean isOpen() {
        return state == State.REQUESTED || state == State.ACCEPTED;
    }

    private boolean isSinceRequest(Instant byChargePointsClock) {
        return !byChargePointsClock.isBefore(requestedAt.minus(CLOCK_DIFFERENCE));
    }

    /** By either clock: the start may be told long after it was, or dated ahead. */
    private boolean isBeforeExpiry(Start start) {
        return start.beganAt().isBefore(terms().expiryDate())
                || start.receivedAt().isBefore(terms().expiryDate());
    }

    /** Both times are ours, so the order of the topics does not matter. */
    private boolean isSinceAcceptance(Instant receivedAt) {
        return !receivedAt.isBefore(requestedAt)
                && !receivedAt.isBefore(acceptedAt.minus(ANSWER_TRAVELS));
    }

    private Decision decided(Effect effect) {
        boolean isUsable = isOpen() || state == State.EXPIRED;
        return new Decision(
                effect,
                new Standing(
                        id(),
                        terms().connectorId(),
                        isUsable ? terms().expiryDate() : null,
                        isOpen() ? terms().expiryDate() : null));
    }

    @EventSourcingHandler
    void on(ReservationEvent event) {
        id = event.reservationId();
        chargePointId = event.chargePointId();
        switch (event) {
            case ReservationEvent.Requested e -> requested(e);
            case ReservationEvent.Accepted e -> accepted(e);
            case ReservationEvent.Refused e -> unaccepted(e.commandId(), State.REFUSED, false);
            case ReservationEvent.Undelivered e ->
                    unaccepted(e.commandId(), State.UNDELIVERED, e.mayBeHeld());
            case ReservationEvent.StartHeld e -> heldStart = e;
            case ReservationEvent.FailureSeen e -> failure = e;
            case ReservationEvent.Used e -> {
                state = State.USED;
                transactionId = e.transactionId();
                unanswered.clear();
            }
            case ReservationEvent.StartDisregarded _ -> {}
            case ReservationEvent.Expired e -> {
                state = State.EXPIRED;
                unanswered.values().removeIf(r -> !r.expiryDate().isAfter(e.at()));
            }
            case ReservationEvent.Cancelled _ -> state = State.CANCELLED;
            case ReservationEvent.Ended _ -> state = State.ENDED;
        }
    }

    private void requested(ReservationEvent.Requested e) {
        requests.add(e.commandId());
        unanswered.put(e.commandId(), e);
        if (state == State.ACCEPTED) {
            return; // what is in force stays so until the charge point accepts the other terms
        }
        state = State.REQUESTED;
        commandId = e.commandId();
        terms = new Terms(e.connectorId(), e.idTag(), e.parentIdTag(), e.expiryDate());
        requestedAt = e.requestedAt();
        acceptedAt = NEVER;
        heldStart = null;
        failure = null;
    }

    private void accepted(ReservationEvent.Accepted e) {
        unanswered.remove(e.commandId());
        state = State.ACCEPTED;
        commandId = e.commandId();
        terms = new Terms(e.connectorId(), e.idTag(), e.parentIdTag(), e.expiryDate());
        requestedAt = e.requestedAt();
        acceptedAt = e.acceptedAt();
        heldStart = null;
        failure = null;
    }

    private void unaccepted(UUID request, State outcome, boolean held) {
        unanswered.remove(request);
        if (state == State.REQUESTED && request.equals(commandId)) {
            state = outcome;
            mayBeHeld = held;
        }
    }

    private int id() {
        return requireNonNull(id);
    }

    private Terms terms() {
        return requireNonNull(terms);
    }
}
