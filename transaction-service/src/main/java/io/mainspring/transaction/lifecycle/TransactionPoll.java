package io.mainspring.transaction.lifecycle;

import io.mainspring.kit.requests.IncomingRequest;
import io.mainspring.kit.requests.Replies;
import io.mainspring.ocpp.codec.OcppErrorCode;
import io.mainspring.ocpp.v16.action.MeterValues;
import io.mainspring.ocpp.v16.action.StartTransaction;
import io.mainspring.ocpp.v16.action.StopTransaction;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.IdTagInfo;
import io.mainspring.ocpp.v16.type.StopReason;
import io.mainspring.transaction.Storable;
import io.mainspring.transaction.lifecycle.Decisions.PollDependencies;
import io.mainspring.transaction.lifecycle.TransactionCommand.End;
import io.mainspring.transaction.metervalues.MeterValueIntake.Latecomer;
import io.mainspring.transaction.quarantine.QuarantineReason;
import io.mainspring.transaction.quarantine.Unattributed;
import io.mainspring.transaction.remotecontrol.RemoteControl.Fulfilment;
import io.mainspring.transaction.remotecontrol.RemoteRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One poll of requests on its way through: what was looked up for it, what has been decided so far,
 * what is to be written. Used once, by one thread: {@link #prepare}, {@link #decide} for each
 * request in order, {@link #store}.
 */
final class TransactionPoll {

    private final PollDependencies dependencies;
    private final Replies replies;

    private final PollKnowledge known;
    private final PollSamples samples = new PollSamples();

    /** Verdicts given in this poll; earlier ones are the aggregate's to remember. */
    private final Map<Integer, IdTagInfo> verdicts = new HashMap<>();

    private final List<Latecomer> latecomers = new ArrayList<>();
    private final List<Unattributed> unattributed = new ArrayList<>();
    private final List<Fulfilment> fulfilments = new ArrayList<>();

    TransactionPoll(PollDependencies dependencies, Replies replies) {
        this.dependencies = dependencies;
        this.replies = replies;
        this.known = new PollKnowledge(dependencies);
    }

    /** Looks up what the requests need, and allocates ids to starts that have none. */
    void prepare(List<IncomingRequest> requests) {
        known.lookUp(requests);
    }

    /**
     * Decides about one request and answers it.
     *
     * @param isFirstTime false if this very record was handled before
     */
    void decide(IncomingRequest request, boolean isFirstTime) {
        switch (request.message()) {
            case StartTransaction.Request start -> replies.answer(request, start(request, start));
            case StopTransaction.Request stop ->
                    replies.answer(request, stop(request, stop, isFirstTime));
            case MeterValues.Request values -> {
                if (isFirstTime) {
                    take(request, values);
                }
            }
            default ->
                    replies.refuse(
                            request,
                            OcppErrorCode.NOT_SUPPORTED,
                            "not an action of transaction-service");
        }
    }

    private StartTransaction.Response start(
            IncomingRequest request, StartTransaction.Request start) {
        var transaction = known.transaction(StartKey.of(request.chargePointId(), start));
        if (transaction.hasBegun()) {
            return new StartTransaction.Response(repeatedVerdict(transaction), transaction.id);
        }
        giveUpOthers(transaction);
        var verdict = verdict(transaction);
        var remoteStart =
                known.awaitedOne(remote ->
                        remote.startsTransaction(
                                request.chargePointId(),
                                start.connectorId(),
                                start.idTag().value(),
                                transaction.beginsAt,
                                transaction.receivedAt));
        transaction.begin(verdict.status() == AuthorizationStatus.ACCEPTED);
        dependencies
                .commands()
                .sendAndWait(
                        new TransactionCommand.Start(
                                transaction.id,
                                request.chargePointId(),
                                start.connectorId(),
                                Storable.text(start.idTag().value()),
                                verdict,
                                start.meterStart(),
                                start.reservationId(),
                                transaction.key.startedAt(),
                                transaction.receivedAt,
                                fulfil(remoteStart, transaction, transaction.receivedAt),
                                remoteStart == null ? null : remoteStart.chargingProfile()));
        verdicts.put(transaction.id, verdict);
        return new StartTransaction.Response(verdict, transaction.id);
    }

    private IdTagInfo repeatedVerdict(KnownTransaction transaction) {
        var given = verdicts.get(transaction.id);
        return given != null
                ? given
                : dependencies
                        .commands()
                        .sendAndWait(new TransactionCommand.RepeatStart(transaction.id));
    }

    /** A connector carries one transaction at a time: what began on it earlier is over. */
    private void giveUpOthers(KnownTransaction started) {
        for (var other : known.ofChargePoint(started.key.chargePointKey())) {
            if (other.id != started.id
                    && other.isOpen()
                    && other.key.connectorId() == started.key.connectorId()
                    && !other.beginsAt.isAfter(started.beginsAt)) {
                dependencies
                        .commands()
                        .<@Nullable Object>sendAndWait(
                                new TransactionCommand.GiveUp(
                                        other.id, started.key.startedAt(), started.id));
                other.end(started.beginsAt, null);
            }
        }
    }

    private IdTagInfo verdict(KnownTransaction transaction) {
        var verdict = known.judge(transaction.key.idTagKey(), transaction.beginsAt);
        if (verdict.status() == AuthorizationStatus.ACCEPTED && known.isOneTooMany(transaction)) {
            return new IdTagInfo(
                    AuthorizationStatus.CONCURRENT_TX, verdict.expiryDate(), verdict.parentIdTag());
        }
        return verdict;
    }

    private StopTransaction.Response stop(
            IncomingRequest request, StopTransaction.Request stop, boolean isFirstTime) {
        var endsAt = PollKnowledge.endOf(request, stop);
        boolean isWithoutId = stop.transactionId() <= 0;
        if (!isWithoutId || !isRepeatedWithoutId(request, stop, endsAt)) {
            var transaction =
                    isWithoutId
                            ? onlyOneThatFits(request, stop, endsAt)
                            : known.transaction(stop.transactionId());
            if (transaction == null) {
                quarantine(
                        isWithoutId
                                ? QuarantineReason.NO_TRANSACTION_ID
                                : QuarantineReason.UNKNOWN_TRANSACTION,
                        request,
                        stop,
                        isFirstTime);
            } else {
                stop(transaction, request, stop, isFirstTime);
            }
        }
        return new StopTransaction.Response(
                stop.idTag() == null
                        ? null
                        : known.judge(PollKnowledge.tagKey(stop.idTag()), endsAt));
    }

    private void stop(
            KnownTransaction transaction,
            IncomingRequest request,
            StopTransaction.Request stop,
            boolean isFirstTime) {
        var receivedAt = request.envelope().receivedAt();
        var remoteStop =
                transaction.endsAt() != null && transaction.meterStop() != null
                        ? null
                        : known.awaitedOne(r -> r.stopsTransaction(transaction.id, receivedAt));
        var end =
                new End(
                        stop.meterStop(),
                        Storable.time(stop.timestamp()),
                        Objects.requireNonNullElse(stop.reason(), StopReason.LOCAL),
                        stop.idTag() == null ? null : Storable.text(stop.idTag().value()));
        StopResult result =
                dependencies
                        .commands()
                        .sendAndWait(
                                new TransactionCommand.Stop(
                                        transaction.id,
                                        request.chargePointId(),
                                        end,
                                        known.isStranger(stop.idTag(), transaction),
                                        stop.transactionId() <= 0,
                                        receivedAt,
                                        remoteStop == null ? null : remoteStop.commandId()));
        switch (result) {
            case STOPPED -> stopped(transaction, request, stop, remoteStop);
            case REPEATED -> {
                // told before, nothing to add
            }
            case CONTRADICTED ->
                    quarantine(QuarantineReason.CONTRADICTING_STOP, request, stop, isFirstTime);
            case FOREIGN ->
                    quarantine(QuarantineReason.FOREIGN_TRANSACTION, request, stop, isFirstTime);
        }
    }

    private void stopped(
            KnownTransaction transaction,
            IncomingRequest request,
            StopTransaction.Request stop,
            @Nullable RemoteRequest remoteStop) {
        var endsAt = PollKnowledge.endOf(request, stop);
        transaction.end(endsAt, stop.meterStop());
        fulfil(remoteStop, transaction, request.envelope().receivedAt());
        if (ChargePointClock.isLate(transaction.key.startedAt(), transaction.receivedAt)) {
            latecomers.add(
                    new Latecomer(
                            transaction.id,
                            transaction.key.chargePointKey(),
                            transaction.key.connectorId(),
                            transaction.key.startedAt(),
                            endsAt));
        }
        if (stop.transactionData() != null) {
            samples.add(
                    request,
                    transaction.key.connectorId(),
                    transaction.id,
                    stop.transactionId(),
                    "StopTransaction",
                    stop.transactionData());
        }
    }

    /** A stop without id that ended its transaction before, and now comes again. */
    private boolean isRepeatedWithoutId(
            IncomingRequest request, StopTransaction.Request stop, Instant endsAt) {
        return known.ofChargePoint(PollKnowledge.key(request.chargePointId())).stream()
                .anyMatch(transaction ->
                        endsAt.equals(transaction.endsAt())
                                && Objects.equals(stop.meterStop(), transaction.meterStop()));
    }

    /**
     * The transaction that a stop without id means, if there is exactly one that it can mean: open,
     * with an id that the charge point has never used (so it may never have got it), begun before,
     * with no higher register, by the same idTag or one of its group.
     */
    private @Nullable KnownTransaction onlyOneThatFits(
            IncomingRequest request, StopTransaction.Request stop, Instant endsAt) {
        var fitting =
                known.ofChargePoint(PollKnowledge.key(request.chargePointId())).stream()
                        .filter(KnownTransaction::isOpen)
                        .filter(transaction -> !transaction.isIdUsed())
                        .filter(transaction -> !transaction.beginsAt.isAfter(endsAt))
                        .filter(transaction -> transaction.key.meterStart() <= stop.meterStop())
                        .filter(transaction -> !known.isStranger(stop.idTag(), transaction))
                        .toList();
        return fitting.size() == 1 ? fitting.getFirst() : null;
    }

    private void quarantine(
            QuarantineReason reason,
            IncomingRequest request,
            StopTransaction.Request stop,
            boolean isFirstTime) {
        if (isFirstTime) {
            unattributed.add(
                    Unattributed.stop(
                            reason,
                            request.chargePointId(),
                            stop.transactionId(),
                            request.envelope().payload(),
                            request.envelope().receivedAt()));
        }
    }

    private void take(IncomingRequest request, MeterValues.Request values) {
        var reported = values.transactionId();
        var transaction = reported == null ? null : known.transaction(reported);
        boolean isOwn =
                transaction != null
                        && transaction
                                .key
                                .chargePointKey()
                                .equals(PollKnowledge.key(request.chargePointId()));
        if (transaction != null && isOwn) {
            transaction.useId();
        }
        samples.add(
                request,
                values.connectorId(),
                isOwn ? reported : null,
                reported,
                "MeterValues",
                values.meterValue());
    }

    /** Writes what was decided. */
    void store() {
        dependencies.keys().update(known.changed());
        dependencies.meterValues().insert(samples.attributed(dependencies.keys()));
        dependencies.meterValues().attach(latecomers);
        dependencies.quarantine().add(unattributed);
        dependencies.remoteControl().fulfil(fulfilments);
    }

    /** Marks a request as done, so that it is the cause of one transaction only. */
    private @Nullable UUID fulfil(
            @Nullable RemoteRequest request, KnownTransaction transaction, Instant at) {
        if (request == null) {
            return null;
        }
        known.isFulfilled(request);
        fulfilments.add(new Fulfilment(request.commandId(), transaction.id, at));
        return request.commandId();
    }
}
