package io.mainspring.transaction.lifecycle;

import static java.util.Objects.requireNonNull;

import io.mainspring.kit.requests.IncomingRequest;
import io.mainspring.kit.requests.Replies;
import io.mainspring.ocpp.codec.OcppErrorCode;
import io.mainspring.ocpp.v16.action.MeterValues;
import io.mainspring.ocpp.v16.action.StartTransaction;
import io.mainspring.ocpp.v16.action.StopTransaction;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.IdTagInfo;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.ocpp.v16.type.MeterValue;
import io.mainspring.ocpp.v16.type.StopReason;
import io.mainspring.transaction.Storable;
import io.mainspring.transaction.idtags.KnownIdTag;
import io.mainspring.transaction.lifecycle.Decisions.PollDependencies;
import io.mainspring.transaction.lifecycle.TransactionCommand.End;
import io.mainspring.transaction.metervalues.MeterRows;
import io.mainspring.transaction.metervalues.MeterValueIntake.Latecomer;
import io.mainspring.transaction.quarantine.QuarantineReason;
import io.mainspring.transaction.quarantine.Unattributed;
import io.mainspring.transaction.remotecontrol.RemoteControl.Fulfilment;
import io.mainspring.transaction.remotecontrol.RemoteRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One poll of requests on its way through: what was looked up for it, what has been decided so far,
 * what is to be written. Used once, by one thread: {@link #prepare}, {@link #decide} for each
 * request in order, {@link #store}.
 */
final class TransactionPoll {

    private final PollDependencies dependencies;
    private final Replies replies;

    private Map<String, KnownIdTag> idTags = Map.of();
    private List<RemoteRequest> awaited = new ArrayList<>();
    private final Map<Integer, KnownTransaction> transactions = new LinkedHashMap<>();
    private final Map<StartKey, KnownTransaction> byStart = new HashMap<>();
    private final Map<String, List<KnownTransaction>> byChargePoint = new HashMap<>();
    private final List<KnownTransaction> concurrent = new ArrayList<>();

    /** Verdicts given in this poll; earlier ones are the aggregate's to remember. */
    private final Map<Integer, IdTagInfo> verdicts = new HashMap<>();

    private final List<Samples> samples = new ArrayList<>();
    private final List<Latecomer> latecomers = new ArrayList<>();
    private final List<Unattributed> unattributed = new ArrayList<>();
    private final List<Fulfilment> fulfilments = new ArrayList<>();

    TransactionPoll(PollDependencies dependencies, Replies replies) {
        this.dependencies = dependencies;
        this.replies = replies;
    }

    /**
     * Samples of one moment on their way to the table.
     *
     * @param transactionId null if it must be found by connector and time
     */
    private record Samples(
            String chargePointId,
            int connectorId,
            @Nullable Integer transactionId,
            @Nullable Integer reportedTransactionId,
            String reportedIn,
            Instant receivedAt,
            MeterValue meterValue) {}

    // ---- looking up -----------------------------------------------------------------------------

    /** Looks up what the requests need, and allocates ids to starts that have none. */
    void prepare(List<IncomingRequest> requests) {
        var starts = new LinkedHashMap<StartKey, IncomingRequest>();
        var ids = new HashSet<Integer>();
        var openOf = new HashSet<String>();
        var endings = new HashSet<TransactionKeys.Ending>();
        var tagKeys = new HashSet<String>();
        var remotelyControlled = new HashSet<String>();
        for (var request : requests) {
            var chargePoint = key(request.chargePointId());
            switch (request.message()) {
                case StartTransaction.Request start -> {
                    starts.putIfAbsent(StartKey.of(request.chargePointId(), start), request);
                    openOf.add(chargePoint);
                    remotelyControlled.add(chargePoint);
                    tagKeys.add(tagKey(start.idTag()));
                }
                case StopTransaction.Request stop -> {
                    if (stop.transactionId() > 0) {
                        ids.add(stop.transactionId());
                    } else {
                        openOf.add(chargePoint);
                        endings.add(new TransactionKeys.Ending(chargePoint, endOf(request, stop)));
                    }
                    remotelyControlled.add(chargePoint);
                    if (stop.idTag() != null) {
                        tagKeys.add(tagKey(stop.idTag()));
                    }
                }
                case MeterValues.Request values -> {
                    if (values.transactionId() != null && values.transactionId() > 0) {
                        ids.add(values.transactionId());
                    }
                }
                default -> {
                    // nothing to look up for what is not ours
                }
            }
        }
        awaited.addAll(dependencies.remoteControl().awaited(remotelyControlled));
        dependencies.keys().find(starts.keySet(), ids, openOf, endings).forEach(this::know);
        idTags = dependencies.idTags().find(tagKeys);
        allocate(starts);
    }

    private void know(KnownTransaction transaction) {
        if (transactions.putIfAbsent(transaction.id, transaction) == null) {
            byStart.put(transaction.key, transaction);
            byChargePoint
                    .computeIfAbsent(transaction.key.chargePointKey(), _ -> new ArrayList<>())
                    .add(transaction);
        }
    }

    private void allocate(Map<StartKey, IncomingRequest> starts) {
        var unknown =
                starts.entrySet().stream()
                        .filter(start -> !byStart.containsKey(start.getKey()))
                        .map(start -> newStart(start.getKey(), start.getValue()))
                        .sorted((a, b) -> StartKey.ORDER.compare(a.key(), b.key()))
                        .toList();
        var allocated = dependencies.keys().allocate(unknown);
        allocated.forEach(this::know);
        if (allocated.size() < unknown.size()) {
            // Another consumer has stored some of them since we looked.
            var missing =
                    unknown.stream()
                            .map(TransactionKeys.NewStart::key)
                            .filter(start -> !byStart.containsKey(start))
                            .toList();
            dependencies.keys().find(missing, List.of(), List.of(), List.of()).forEach(this::know);
        }
        if (dependencies.policy().isOn() && !allocated.isEmpty()) {
            findConcurrent(allocated);
        }
    }

    private void findConcurrent(List<KnownTransaction> started) {
        var tags = new HashSet<String>();
        var groups = new HashSet<String>();
        var earliest = Instant.MAX;
        for (var transaction : started) {
            tags.add(transaction.key.idTagKey());
            if (transaction.parentKey != null) {
                groups.add(transaction.parentKey);
            }
            if (transaction.beginsAt.isBefore(earliest)) {
                earliest = transaction.beginsAt;
            }
        }
        dependencies.keys().lock(tags, groups);
        for (var other : dependencies.keys().concurrent(tags, groups, earliest)) {
            // What this poll knows already may be about to change in it.
            concurrent.add(transactions.getOrDefault(other.id, other));
        }
        for (var transaction : started) {
            if (!concurrent.contains(transaction)) {
                concurrent.add(transaction);
            }
        }
    }

    private TransactionKeys.NewStart newStart(StartKey start, IncomingRequest request) {
        var receivedAt = request.envelope().receivedAt();
        var beginsAt = ChargePointClock.effective(start.startedAt(), receivedAt);
        var verdict = KnownIdTag.judge(idTags.get(start.idTagKey()), beginsAt);
        var parent = verdict.parentIdTag();
        return new TransactionKeys.NewStart(
                start,
                parent == null ? null : tagKey(parent),
                verdict.status() == AuthorizationStatus.ACCEPTED,
                receivedAt,
                beginsAt);
    }

    // ---- deciding -------------------------------------------------------------------------------

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
        var transaction = requireNonNull(byStart.get(StartKey.of(request.chargePointId(), start)));
        if (transaction.hasBegun()) {
            return new StartTransaction.Response(repeatedVerdict(transaction), transaction.id);
        }
        giveUpOthers(transaction);
        var verdict = verdict(transaction);
        var remoteStart =
                awaitedOne(remote ->
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
        for (var other : ofChargePoint(started.key.chargePointKey())) {
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
        var verdict =
                KnownIdTag.judge(idTags.get(transaction.key.idTagKey()), transaction.beginsAt);
        if (verdict.status() == AuthorizationStatus.ACCEPTED
                && dependencies.policy().isOn()
                && !dependencies.policy().allows(transaction, concurrent)) {
            return new IdTagInfo(
                    AuthorizationStatus.CONCURRENT_TX, verdict.expiryDate(), verdict.parentIdTag());
        }
        return verdict;
    }

    private StopTransaction.Response stop(
            IncomingRequest request, StopTransaction.Request stop, boolean isFirstTime) {
        var endsAt = endOf(request, stop);
        boolean isWithoutId = stop.transactionId() <= 0;
        if (!isWithoutId || !isRepeatedWithoutId(request, stop, endsAt)) {
            var transaction =
                    isWithoutId
                            ? onlyOneThatFits(request, stop, endsAt)
                            : transactions.get(stop.transactionId());
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
                        : KnownIdTag.judge(idTags.get(tagKey(stop.idTag())), endsAt));
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
                        : awaitedOne(r -> r.stopsTransaction(transaction.id, receivedAt));
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
                                        isStranger(stop.idTag(), transaction),
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
        var endsAt = endOf(request, stop);
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
            for (var meterValue : stop.transactionData()) {
                samples.add(
                        new Samples(
                                request.chargePointId(),
                                transaction.key.connectorId(),
                                transaction.id,
                                stop.transactionId(),
                                "StopTransaction",
                                request.envelope().receivedAt(),
                                meterValue));
            }
        }
    }

    /** A stop without id that ended its transaction before, and now comes again. */
    private boolean isRepeatedWithoutId(
            IncomingRequest request, StopTransaction.Request stop, Instant endsAt) {
        return ofChargePoint(key(request.chargePointId())).stream()
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
                ofChargePoint(key(request.chargePointId())).stream()
                        .filter(KnownTransaction::isOpen)
                        .filter(transaction -> !transaction.isIdUsed())
                        .filter(transaction -> !transaction.beginsAt.isAfter(endsAt))
                        .filter(transaction -> transaction.key.meterStart() <= stop.meterStop())
                        .filter(transaction -> !isStranger(stop.idTag(), transaction))
                        .toList();
        return fitting.size() == 1 ? fitting.getFirst() : null;
    }

    private boolean isStranger(@Nullable IdToken idTag, KnownTransaction transaction) {
        if (idTag == null || tagKey(idTag).equals(transaction.key.idTagKey())) {
            return false;
        }
        var known = idTags.get(tagKey(idTag));
        var parent = known == null ? null : known.parentIdTag();
        return parent == null || !key(parent).equals(transaction.parentKey);
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
        var transaction = reported == null ? null : transactions.get(reported);
        boolean isOwn =
                transaction != null
                        && transaction.key.chargePointKey().equals(key(request.chargePointId()));
        if (transaction != null && isOwn) {
            transaction.useId();
        }
        for (var meterValue : values.meterValue()) {
            samples.add(
                    new Samples(
                            request.chargePointId(),
                            values.connectorId(),
                            isOwn ? reported : null,
                            reported,
                            "MeterValues",
                            request.envelope().receivedAt(),
                            meterValue));
        }
    }

    // ---- storing --------------------------------------------------------------------------------

    /** Writes what was decided. */
    void store() {
        dependencies
                .keys()
                .update(
                        transactions.values().stream()
                                .filter(KnownTransaction::isChanged)
                                .toList());
        dependencies.meterValues().insert(attributed());
        dependencies.meterValues().attach(latecomers);
        dependencies.quarantine().add(unattributed);
        dependencies.remoteControl().fulfil(fulfilments);
    }

    /** Samples without a transaction get the one that was going on; the main meter (0) has none. */
    private MeterRows attributed() {
        var unknown =
                samples.stream()
                        .filter(s -> s.transactionId() == null && s.connectorId() > 0)
                        .map(TransactionPoll::moment)
                        .distinct()
                        .toList();
        var found = dependencies.keys().goingOnAt(unknown);
        var byMoment = new HashMap<TransactionKeys.Moment, @Nullable Integer>();
        for (int i = 0; i < unknown.size(); i++) {
            byMoment.put(unknown.get(i), found.get(i));
        }
        var rows = new MeterRows();
        for (var s : samples) {
            var transactionId =
                    s.transactionId() != null ? s.transactionId() : byMoment.get(moment(s));
            rows.add(
                    new MeterRows.Source(
                            s.chargePointId(),
                            s.connectorId(),
                            transactionId,
                            s.reportedTransactionId(),
                            s.reportedIn(),
                            s.receivedAt()),
                    s.meterValue());
        }
        return rows;
    }

    private static TransactionKeys.Moment moment(Samples s) {
        return new TransactionKeys.Moment(
                key(s.chargePointId()), s.connectorId(), Storable.time(s.meterValue().timestamp()));
    }

    // ---- small things ---------------------------------------------------------------------------

    private @Nullable RemoteRequest awaitedOne(Predicate<RemoteRequest> isIt) {
        return awaited.stream().filter(isIt).findFirst().orElse(null);
    }

    /** Marks a request as done, so that it is the cause of one transaction only. */
    private @Nullable UUID fulfil(
            @Nullable RemoteRequest request, KnownTransaction transaction, Instant at) {
        if (request == null) {
            return null;
        }
        awaited.remove(request);
        fulfilments.add(new Fulfilment(request.commandId(), transaction.id, at));
        return request.commandId();
    }

    private List<KnownTransaction> ofChargePoint(String chargePointKey) {
        return byChargePoint.getOrDefault(chargePointKey, List.of());
    }

    private static Instant endOf(IncomingRequest request, StopTransaction.Request stop) {
        return ChargePointClock.effective(
                Storable.time(stop.timestamp()), request.envelope().receivedAt());
    }

    private static String key(String text) {
        return Storable.text(text).toLowerCase(Locale.ROOT);
    }

    private static String tagKey(IdToken idTag) {
        return Storable.text(idTag.key());
    }
}
