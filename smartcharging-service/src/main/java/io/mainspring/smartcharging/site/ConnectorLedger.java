package io.mainspring.smartcharging.site;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one connector may be obeying beyond the charge point's default: every allowance that was ordered for the running
 * transaction and not disproved. Immutable; each change gives a new one.
 *
 * @param charging null: no transaction
 * @param possible the allowances that may be in force; empty: only the default can
 * @param pending the order that waits for its end
 * @param retryAt no order before
 * @param cap from {@link Demand}, tenths of an ampere
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConnectorLedger(
        int connectorId,
        @Nullable Charging charging,
        List<Allowance> possible,
        @Nullable Pending pending,
        @Nullable Instant retryAt,
        long cap,
        @Nullable Instant judgedAt,
        @Nullable Instant raisedAt,
        @Nullable Instant sentAt,
        @Nullable Verdict lastVerdict) {

    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(5);
    private static final Duration AFTER_SILENCE = Duration.ofSeconds(5);

    /** An end is promised for each order, but not for one that was never handed over. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    ConnectorLedger {
        possible = List.copyOf(possible);
    }

    /** A running transaction. */
    record Charging(int transactionId, Instant since) {}

    /** An order under way. */
    record Pending(UUID orderId, Allowance allowance, Instant at) {}

    static ConnectorLedger idle(int connectorId) {
        return new ConnectorLedger(
                connectorId, null, List.of(), null, null, Demand.UNKNOWN, null, null, null, null);
    }

    /** A TxProfile ends with its transaction, so what was ordered for the one before is void. */
    ConnectorLedger runs(@Nullable Charging now) {
        if (charging == null
                ? now == null
                : now != null && charging.transactionId() == now.transactionId()) {
            return this;
        }
        return new ConnectorLedger(
                connectorId, now, List.of(), null, null, Demand.UNKNOWN, null, null, null, null);
    }

    ConnectorLedger ordered(UUID orderId, Allowance allowance, Instant now) {
        var all = new ArrayList<>(possible);
        all.remove(allowance);
        all.add(allowance);
        return with(all, new Pending(orderId, allowance, now), null, now, lastVerdict);
    }

    ConnectorLedger ended(UUID orderId, Verdict verdict, Instant now) {
        if (pending == null || !pending.orderId().equals(orderId)) {
            return this; // of an earlier transaction, or given up
        }
        return switch (verdict) {
            case ACCEPTED -> with(List.of(pending.allowance()), null, null, sentAt, verdict);
            case REFUSED -> withoutPending(now.plus(AFTER_REFUSAL), verdict);
            case NOT_SENT -> withoutPending(now.plus(AFTER_SILENCE), verdict);
            case IN_DOUBT -> with(possible, null, now.plus(AFTER_SILENCE), sentAt, verdict);
            case FAILED -> with(possible, null, now.plus(AFTER_REFUSAL), sentAt, verdict);
        };
    }

    /** Gives up waiting for an order that has no end. */
    ConnectorLedger waited(Instant now) {
        return pending != null && pending.at().plus(PATIENCE).isBefore(now)
                ? ended(pending.orderId(), Verdict.IN_DOUBT, now)
                : this;
    }

    ConnectorLedger judged(long newCap, Instant now) {
        return new ConnectorLedger(
                connectorId,
                charging,
                possible,
                pending,
                retryAt,
                newCap,
                now,
                raisedAt,
                sentAt,
                lastVerdict);
    }

    /** Whether an order can be given now. */
    boolean isFree(Instant now) {
        return pending == null && (retryAt == null || !now.isBefore(retryAt));
    }

    /** Takes no orders for the time being, so nothing can be planned with it. */
    boolean isRefusing(Instant now) {
        return (lastVerdict == Verdict.REFUSED || lastVerdict == Verdict.FAILED)
                && pending == null
                && !isFree(now);
    }

    /** The allowance that is surely in force; null: none, or it is not sure. */
    @Nullable Allowance settled() {
        return pending == null && possible.size() == 1 ? possible.getFirst() : null;
    }

    /** The highest that may be in force at an instant, when clocks may be wrong by so much. */
    long worst(Instant at, Duration tolerance) {
        long worst = 0;
        for (var allowance : possible) {
            worst = Math.max(worst, allowance.at(at.minus(tolerance)));
        }
        return worst;
    }

    private ConnectorLedger withoutPending(Instant retry, Verdict verdict) {
        var left = new ArrayList<>(possible);
        if (pending != null) {
            left.remove(pending.allowance());
        }
        return with(left, null, retry, sentAt, verdict);
    }

    private ConnectorLedger with(
            List<Allowance> allowances,
            @Nullable Pending order,
            @Nullable Instant retry,
            @Nullable Instant sent,
            @Nullable Verdict verdict) {
        boolean raised =
                allowances.size() == 1
                        && !allowances.equals(possible)
                        && (possible.isEmpty()
                                || allowances.getFirst().steps().getFirst().tenths()
                                        > possible.getFirst().steps().getFirst().tenths());
        return new ConnectorLedger(
                connectorId,
                charging,
                allowances,
                order,
                retry,
                cap,
                judgedAt,
                raised ? sent : raisedAt,
                sent,
                verdict);
    }
}
