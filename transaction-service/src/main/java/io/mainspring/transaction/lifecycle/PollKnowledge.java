package io.mainspring.transaction.lifecycle;

import static java.util.Objects.requireNonNull;

import io.mainspring.kit.requests.IncomingRequest;
import io.mainspring.ocpp.v16.action.MeterValues;
import io.mainspring.ocpp.v16.action.StartTransaction;
import io.mainspring.ocpp.v16.action.StopTransaction;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.IdTagInfo;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.transaction.Storable;
import io.mainspring.transaction.idtags.KnownIdTag;
import io.mainspring.transaction.lifecycle.Decisions.PollDependencies;
import io.mainspring.transaction.remotecontrol.RemoteRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the requests of one poll are decided by, looked up for all of them at once: transactions,
 * idTags, remote requests that wait for their transaction. Starts that are new get their ids here.
 */
final class PollKnowledge {

    private final PollDependencies dependencies;
    private Map<String, KnownIdTag> idTags = Map.of();
    private final List<RemoteRequest> awaited = new ArrayList<>();
    private final Map<Integer, KnownTransaction> transactions = new LinkedHashMap<>();
    private final Map<StartKey, KnownTransaction> byStart = new HashMap<>();
    private final Map<String, List<KnownTransaction>> byChargePoint = new HashMap<>();
    private final List<KnownTransaction> concurrent = new ArrayList<>();

    PollKnowledge(PollDependencies dependencies) {
        this.dependencies = dependencies;
    }

    /** Looks up what the requests need, and allocates ids to starts that have none. */
    void lookUp(List<IncomingRequest> requests) {
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

    @Nullable KnownTransaction transaction(int id) {
        return transactions.get(id);
    }

    /** The transaction of a start: every start of the poll has one. */
    KnownTransaction transaction(StartKey start) {
        return requireNonNull(byStart.get(start));
    }

    List<KnownTransaction> ofChargePoint(String chargePointKey) {
        return byChargePoint.getOrDefault(chargePointKey, List.of());
    }

    List<KnownTransaction> changed() {
        return transactions.values().stream().filter(KnownTransaction::isChanged).toList();
    }

    IdTagInfo judge(String idTagKey, Instant at) {
        return KnownIdTag.judge(idTags.get(idTagKey), at);
    }

    boolean isOneTooMany(KnownTransaction transaction) {
        return dependencies.policy().isOn()
                && !dependencies.policy().allows(transaction, concurrent);
    }

    /** Neither the idTag of the transaction nor one of its group. */
    boolean isStranger(@Nullable IdToken idTag, KnownTransaction transaction) {
        if (idTag == null || tagKey(idTag).equals(transaction.key.idTagKey())) {
            return false;
        }
        var known = idTags.get(tagKey(idTag));
        var parent = known == null ? null : known.parentIdTag();
        return parent == null || !key(parent).equals(transaction.parentKey);
    }

    @Nullable RemoteRequest awaitedOne(Predicate<RemoteRequest> isIt) {
        return awaited.stream().filter(isIt).findFirst().orElse(null);
    }

    /** A remote request is the cause of one transaction only. */
    void isFulfilled(RemoteRequest request) {
        awaited.remove(request);
    }

    static Instant endOf(IncomingRequest request, StopTransaction.Request stop) {
        return ChargePointClock.effective(
                Storable.time(stop.timestamp()), request.envelope().receivedAt());
    }

    static String key(String text) {
        return Storable.text(text).toLowerCase(Locale.ROOT);
    }

    static String tagKey(IdToken idTag) {
        return Storable.text(idTag.key());
    }
}
