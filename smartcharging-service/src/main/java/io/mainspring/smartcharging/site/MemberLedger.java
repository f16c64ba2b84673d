package io.mainspring.smartcharging.site;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a charge point may be obeying: the defaults that may be in force and, per connector, the allowances. Until its
 * first default is accepted it may draw what its hardware gives. Immutable.
 *
 * @param defaults tenths of an ampere that each connector may draw without an allowance; never empty
 * @param settled the one default is surely in force
 * @param pending the order of a default that waits for its end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MemberLedger(
        String chargePointId,
        boolean online,
        List<Long> defaults,
        boolean settled,
        @Nullable PendingDefault pending,
        @Nullable Instant retryAt,
        List<ConnectorLedger> connectors) {

    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(5);
    private static final Duration AFTER_SILENCE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    MemberLedger {
        defaults = List.copyOf(defaults);
        connectors = List.copyOf(connectors);
    }

    /** The order of a default under way. */
    record PendingDefault(UUID orderId, long tenths, Instant at) {}

    /** A charge point of which nothing is known yet. */
    static MemberLedger unknown(Member member) {
        return new MemberLedger(
                member.chargePointId(),
                false,
                List.of(member.maxTenths()),
                false,
                null,
                null,
                IntStream.rangeClosed(1, member.connectors())
                        .mapToObj(ConnectorLedger::idle)
                        .toList());
    }

    /** The same under changed terms of membership: connectors may have come or gone. */
    MemberLedger as(Member member) {
        if (connectors.size() == member.connectors()) {
            return this;
        }
        return with(
                defaults,
                settled,
                pending,
                retryAt,
                IntStream.rangeClosed(1, member.connectors())
                        .mapToObj(id ->
                                id <= connectors.size()
                                        ? connectors.get(id - 1)
                                        : ConnectorLedger.idle(id))
                        .toList());
    }

    /** A charge point that comes back is told its default again: who knows what happened to it. */
    MemberLedger connection(boolean now) {
        if (now == online) {
            return this;
        }
        return new MemberLedger(
                chargePointId,
                now,
                defaults,
                settled && !now,
                pending,
                now ? null : retryAt,
                connectors);
    }

    MemberLedger connector(int connectorId, UnaryOperator<ConnectorLedger> change) {
        if (connectorId < 1 || connectorId > connectors.size()) {
            return this;
        }
        var changed = new ArrayList<>(connectors);
        changed.set(connectorId - 1, change.apply(changed.get(connectorId - 1)));
        return with(defaults, settled, pending, retryAt, changed);
    }

    MemberLedger orderedDefault(UUID orderId, long tenths, Instant now) {
        var all = new ArrayList<>(defaults);
        all.remove(tenths);
        all.add(tenths);
        return with(all, false, new PendingDefault(orderId, tenths, now), null, connectors);
    }

    /** An order ended, be it of a default or of an allowance. */
    MemberLedger ended(UUID orderId, Verdict verdict, Instant now) {
        if (pending == null || !pending.orderId().equals(orderId)) {
            return with(
                    defaults,
                    settled,
                    pending,
                    retryAt,
                    connectors.stream().map(c -> c.ended(orderId, verdict, now)).toList());
        }
        return switch (verdict) {
            case ACCEPTED -> with(List.of(pending.tenths()), true, null, null, connectors);
            case REFUSED -> with(refused(), false, null, now.plus(AFTER_REFUSAL), connectors);
            case NOT_SENT -> with(refused(), false, null, now.plus(AFTER_SILENCE), connectors);
            case IN_DOUBT -> with(defaults, false, null, now.plus(AFTER_SILENCE), connectors);
            case FAILED -> with(defaults, false, null, now.plus(AFTER_REFUSAL), connectors);
        };
    }

    MemberLedger waited(Instant now) {
        var ledger =
                pending != null && pending.at().plus(PATIENCE).isBefore(now)
                        ? ended(pending.orderId(), Verdict.IN_DOUBT, now)
                        : this;
        return ledger.with(
                ledger.defaults,
                ledger.settled,
                ledger.pending,
                ledger.retryAt,
                ledger.connectors.stream().map(c -> c.waited(now)).toList());
    }

    boolean isFree(Instant now) {
        return online && pending == null && (retryAt == null || !now.isBefore(retryAt));
    }

    /** The highest default that may be in force. */
    long worstDefault() {
        return defaults.stream().mapToLong(Long::longValue).max().orElse(Long.MAX_VALUE);
    }

    /**
     * The most that a connector may draw at an instant, if the charge point obeys what it was told and its clock is not
     * more wrong than that.
     */
    long worst(Member member, ConnectorLedger connector, Instant at, Duration tolerance) {
        return Math.min(
                member.maxTenths(), Math.max(worstDefault(), connector.worst(at, tolerance)));
    }

    /** What was refused is not in force, unless the same was ordered before. */
    private List<Long> refused() {
        if (pending == null || defaults.size() == 1) {
            return defaults;
        }
        var left = new ArrayList<>(defaults);
        left.remove(pending.tenths());
        return left;
    }

    private MemberLedger with(
            List<Long> newDefaults,
            boolean settled,
            @Nullable PendingDefault order,
            @Nullable Instant retry,
            List<ConnectorLedger> newConnectors) {
        return new MemberLedger(
                chargePointId, online, newDefaults, settled, order, retry, newConnectors);
    }
}
