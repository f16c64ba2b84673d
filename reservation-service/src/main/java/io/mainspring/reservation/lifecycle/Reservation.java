package io.mainspring.reservation.lifecycle;

import static java.util.Objects.requireNonNull;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.mainspring.reservation.lifecycle.Decision.Effect;
import io.mainspring.reservation.lifecycle.Decision.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
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
 * <p>Facts come through three topics without a common order, and may be read long after our clock
 * has expired the reservation. So each is judged by the times in it, not by what was decided
 * meanwhile, and what comes before the outcome of a ReserveNow is kept until that is known.
 */
class Reservation {

    /** How far a charge point's clock may be off. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

    /** Between the clocks of two gateways: one dates the answer, the other what comes after it. */
    private static final Duration GATEWAYS_DIFFER = Duration.ofSeconds(1);

    private static final Instant NEVER = Instant.EPOCH;

    @AggregateIdentifier private @Nullable Integer id;
    private String chargePointId = "";
    private State state = State.REQUESTED;

    /** In force, or what was asked for last, or what was in force last. */
    private @Nullable Terms terms;

    private @Nullable UUID commandId;
    private Instant requestedAt = NEVER;
    private Instant acceptedAt = NEVER;

    /** Of an end that was inferred here: facts from before it still count. */
    private Instant endedAt = NEVER;

    private boolean mayBeHeld;
    private int transactionId;
    private final List<ReservationEvent.StartHeld> heldStarts = new ArrayList<>();
    private final List<ReservationEvent.FailureSeen> failures = new ArrayList<>();
    private final Map<UUID, ReservationEvent.Requested> unanswered = new LinkedHashMap<>();
    private final Set<UUID> requests = new HashSet<>();

    /** For the event store, which replays the events on it. */
    Reservation() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Decision decide(ReservationCommand.Request command) {
        if (requests.contains(command.commandId())) {
            return decided(Effect.NOTHING);
        }
        if (isOver(command.requestedAt())) {
            return decided(Effect.OVER);
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

    /** Its id had a life that came to an end, and gets no second one. */
    private boolean isOver(Instant at) {
        return switch (state) {
            case REQUESTED, ACCEPTED -> terms != null && !terms.expiryDate().isAfter(at);
            case REFUSED, UNDELIVERED -> false;
            case USED, EXPIRED, CANCELLED, ENDED -> true;
        };
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
        return new Decision(Effect.CHANGED, standing(), released(request));
    }

    private List<Start> released(ReservationEvent.Requested request) {
        return heldStarts.stream()
                .filter(held -> held.isFor(request.commandId()))
                .filter(held -> unanswered.keySet().stream().noneMatch(held::isFor))
                .filter(held -> state != State.USED || transactionId != held.transactionId())
                .map(held ->
                        new Start(
                                chargePointId,
                                held.connectorId(),
                                held.transactionId(),
                                held.idTag(),
                                held.matchedBy() == Match.PARENT_ID_TAG
                                        ? request.parentIdTag()
                                        : null,
                                null,
                                true,
                                held.startedAt(),
                                held.receivedAt()))
                .toList();
    }

    /** If its time is over already, the clock ends it again. */
    private void accept(ReservationEvent.Requested request, Instant at) {
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
                        request.requestedBy(),
                        request.requestedAt(),
                        at));
        var start = heldFor(request);
        var failure = failureOf(request);
        if (start != null
                && (failure == null || !failure.receivedAt().isBefore(start.receivedAt()))) {
            apply(
                    new ReservationEvent.Used(
                            id(),
                            chargePointId,
                            start.transactionId(),
                            start.connectorId(),
                            start.idTag(),
                            start.matchedBy(),
                            start.startedAt(),
                            start.receivedAt()));
        } else if (failure != null) {
            end(failure.reason(), failure.connectorId(), failure.receivedAt());
        }
    }

    private ReservationEvent.@Nullable StartHeld heldFor(ReservationEvent.Requested request) {
        return heldStarts.stream()
                .filter(start -> start.isFor(request.commandId()))
                .filter(start -> isSinceAcceptance(start.receivedAt()))
                .findFirst()
                .orElse(null);
    }

    private ReservationEvent.@Nullable FailureSeen failureOf(ReservationEvent.Requested request) {
        return failures.stream()
                .filter(seen ->
                        hits(
                                Terms.of(request),
                                request.requestedAt(),
                                seen.connectorId(),
                                seen.since(),
                                seen.receivedAt()))
                .filter(seen -> isSinceAcceptance(seen.receivedAt()))
                .findFirst()
                .orElse(null);
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
                    case EXPIRED ->
                            terms().isBeforeExpiry(start)
                                    || unanswered.values().stream()
                                            .anyMatch(r -> Terms.of(r).isBeforeExpiry(start));
                    case REFUSED, USED, CANCELLED -> false;
                };
    }

    /** No id: many charge points leave it out. Who, where and when must fit instead. */
    private Effect recognise(Start start) {
        if (!start.isAuthorized()) {
            return Effect.NOTHING;
        }
        var match = match(terms(), requestedAt, start);
        return match != null && wasInForceAt(start.receivedAt()) ? use(start, match) : hold(start);
    }

    private static @Nullable Match match(Terms terms, Instant requestedAt, Start start) {
        return terms.covers(start.connectorId())
                        && terms.isBeforeExpiry(start)
                        && isSinceRequest(requestedAt, start.beganAt(), start.receivedAt())
                ? terms.entitles(start.idTag(), start.parentIdTag())
                : null;
    }

    /** As far as the charge point's answers and inferences from before it tell. */
    private boolean wasInForceAt(Instant receivedAt) {
        return isSinceAcceptance(receivedAt)
                && switch (state) {
                    case ACCEPTED -> true;
                    case EXPIRED -> wasAccepted();
                    case ENDED -> wasAccepted() && receivedAt.isBefore(endedAt);
                    case REQUESTED, REFUSED, UNDELIVERED, USED, CANCELLED -> false;
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

    /** For each request that it fits, should the charge point turn out to have accepted that. */
    private Effect hold(Start start) {
        var effect = Effect.NOTHING;
        for (var request : unanswered.values()) {
            var match = match(Terms.of(request), request.requestedAt(), start);
            if (match != null) {
                apply(
                        new ReservationEvent.StartHeld(
                                id(),
                                chargePointId,
                                request.commandId(),
                                start.transactionId(),
                                start.connectorId(),
                                start.idTag(),
                                match,
                                start.beganAt(),
                                start.receivedAt()));
                effect = Effect.HELD;
            }
        }
        return effect;
    }

    /** A failed connector ends no reservation of another, nor one of connector 0. */
    @CommandHandler
    Decision decide(ReservationCommand.Interrupt command) {
        var effect = Effect.NOTHING;
        if ((state == State.ACCEPTED || (state == State.EXPIRED && wasAccepted()))
                && hits(command, terms(), requestedAt)
                && isSinceAcceptance(command.receivedAt())) {
            end(command.reason(), command.connectorId(), command.receivedAt());
            effect = Effect.CHANGED;
        }
        if (unanswered.values().stream()
                .anyMatch(r -> hits(command, Terms.of(r), r.requestedAt()))) {
            apply(
                    new ReservationEvent.FailureSeen(
                            id(),
                            chargePointId,
                            command.connectorId(),
                            command.reason(),
                            command.since(),
                            command.receivedAt()));
            effect = Effect.CHANGED;
        }
        return decided(effect);
    }

    private static boolean hits(
            ReservationCommand.Interrupt command, Terms terms, Instant requestedAt) {
        return hits(
                terms, requestedAt, command.connectorId(), command.since(), command.receivedAt());
    }

    private static boolean hits(
            Terms terms, Instant requestedAt, int connectorId, Instant since, Instant receivedAt) {
        return (connectorId == 0 || connectorId == terms.connectorId())
                && isSinceRequest(requestedAt, since, receivedAt)
                && receivedAt.isBefore(terms.expiryDate());
    }

    @CommandHandler
    Decision decide(ReservationCommand.Retire command) {
        if ((!isOpen() && state != State.EXPIRED) || !command.at().isBefore(terms().expiryDate())) {
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
        if (!chargePointId.equalsIgnoreCase(command.chargePointId())
                || !mightHoldItAt(command.at())) {
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
        } else if (state == State.ACCEPTED || (state == State.EXPIRED && wasAccepted())) {
            end(EndReason.NOT_HELD, null, command.at());
        } else {
            return decided(Effect.NOTHING);
        }
        return decided(Effect.CHANGED);
    }

    private boolean mightHoldItAt(Instant at) {
        return switch (state) {
            case REQUESTED, ACCEPTED, EXPIRED -> at.isBefore(terms().expiryDate());
            case UNDELIVERED -> mayBeHeld;
            case ENDED -> at.isBefore(endedAt);
            case REFUSED, USED, CANCELLED -> false;
        };
    }

    private void end(EndReason reason, @Nullable Integer connectorId, Instant at) {
        apply(new ReservationEvent.Ended(id(), chargePointId, reason, connectorId, at));
    }

    private boolean isOpen() {
        return state == State.REQUESTED || state == State.ACCEPTED;
    }

    private boolean wasAccepted() {
        return acceptedAt.isAfter(NEVER);
    }

    private static boolean isSinceRequest(
            Instant requestedAt, Instant byChargePointsClock, Instant received) {
        return !byChargePointsClock.isBefore(requestedAt.minus(CLOCK_DIFFERENCE))
                && !received.isBefore(requestedAt);
    }

    /** Both times are ours, so the order of the topics does not matter. */
    private boolean isSinceAcceptance(Instant receivedAt) {
        return !receivedAt.isBefore(requestedAt)
                && !receivedAt.isBefore(acceptedAt.minus(GATEWAYS_DIFFER));
    }

    private Decision decided(Effect effect) {
        return new Decision(effect, standing(), List.of());
    }

    private Standing standing() {
        return new Standing(
                id(),
                usable().map(Terms::connectorId).reduce((a, b) -> a.equals(b) ? a : 0).orElse(0),
                usable().map(Terms::expiryDate).max(Comparator.naturalOrder()).orElse(null),
                isOpen() ? terms().expiryDate() : null);
    }

    /** The terms that a start or a failure which is still to come may turn out to be about. */
    private Stream<Terms> usable() {
        var asked = unanswered.values().stream().map(Terms::of);
        return switch (state) {
            case ACCEPTED, EXPIRED, ENDED ->
                    wasAccepted() ? Stream.concat(Stream.of(terms()), asked) : asked;
            case REQUESTED, REFUSED, UNDELIVERED, CANCELLED, USED -> asked;
        };
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
            case ReservationEvent.StartHeld e -> heldStarts.add(e);
            case ReservationEvent.FailureSeen e -> failures.add(e);
            case ReservationEvent.Used e -> {
                state = State.USED;
                transactionId = e.transactionId();
                unanswered.clear();
            }
            case ReservationEvent.StartDisregarded _ -> {}
            case ReservationEvent.Expired _ -> state = State.EXPIRED;
            case ReservationEvent.Cancelled _ -> state = State.CANCELLED;
            case ReservationEvent.Ended e -> {
                state = State.ENDED;
                endedAt = e.at();
                if (e.reason() == EndReason.RETIRED) {
                    unanswered.clear(); // whatever it answers, it is ours no more
                }
            }
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
        terms = Terms.of(e);
        requestedAt = e.requestedAt();
        acceptedAt = NEVER;
    }

    private void accepted(ReservationEvent.Accepted e) {
        unanswered.remove(e.commandId());
        state = State.ACCEPTED;
        commandId = e.commandId();
        terms = new Terms(e.connectorId(), e.idTag(), e.parentIdTag(), e.expiryDate());
        requestedAt = e.requestedAt();
        acceptedAt = e.acceptedAt();
    }

    private void unaccepted(UUID request, State outcome, boolean held) {
        unanswered.remove(request);
        boolean isOpenOrExpired = state == State.REQUESTED || state == State.EXPIRED;
        if (isOpenOrExpired && request.equals(commandId)) {
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
