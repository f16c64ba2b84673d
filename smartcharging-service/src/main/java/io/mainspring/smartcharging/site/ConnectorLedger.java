package io.mainspring.smartcharging.site;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
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
 * @param raisedAt when a raise was sent last
 * @param loweredAt when a lowering was sent last
 * @param sentAt when anything was sent last
 * @param doubtedAt when something happened that may have taken our profile away
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
        @Nullable Instant loweredAt,
        @Nullable Instant sentAt,
        @Nullable Instant doubtedAt,
        @Nullable Verdict lastVerdict) {

    ConnectorLedger {
        possible = List.copyOf(possible);
    }

    /** A running transaction. */
    record Charging(int transactionId, Instant since) {}

    /**
     * An order under way.
     *
     * @param wasPossible the same may have been in force before it was ordered
     */
    record Pending(
            UUID orderId, Allowance allowance, Instant at, int stackLevel, boolean wasPossible) {}

    static ConnectorLedger idle(int connectorId) {
        return new ConnectorLedger(
                connectorId,
                null,
                List.of(),
                null,
                null,
                Demand.UNKNOWN,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** A TxProfile ends with its transaction, so what was ordered for the one before is void. */
    ConnectorLedger runs(@Nullable Charging now) {
        if (charging == null
                ? now == null
                : now != null && charging.transactionId() == now.transactionId()) {
            return this;
        }
        return new ConnectorLedger(
                connectorId,
                now,
                List.of(),
                null,
                null,
                Demand.UNKNOWN,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    ConnectorLedger ordered(UUID orderId, Allowance allowance, int stackLevel, Instant now) {
        var all = new ArrayList<>(possible);
        boolean wasPossible = all.remove(allowance);
        all.add(allowance);
        boolean isFirst = possible.isEmpty();
        long before = worst(now, Duration.ZERO);
        return changed(l -> {
            l.possible = all;
            l.pending = new Pending(orderId, allowance, now, stackLevel, wasPossible);
            l.retryAt = null;
            l.raisedAt = isFirst || allowance.at(now) > before ? now : raisedAt;
            l.loweredAt = !isFirst && allowance.at(now) < before ? now : loweredAt;
            l.sentAt = now;
        });
    }

    ConnectorLedger ended(UUID orderId, Verdict verdict, Instant now) {
        if (pending == null || !pending.orderId().equals(orderId)) {
            return this; // of an earlier transaction, or given up
        }
        return switch (verdict) {
            case ACCEPTED -> with(List.of(pending.allowance()), null, verdict);
            case REFUSED -> with(withoutPending(), verdict.retryAt(now), verdict);
            case NOT_SENT -> with(withoutPending(), verdict.retryAt(now), verdict);
            case IN_DOUBT, FAILED -> with(possible, verdict.retryAt(now), verdict);
        };
    }

    /** Gives up waiting for an order that has no end. */
    ConnectorLedger waited(Instant now) {
        return pending != null && pending.at().plus(Verdict.PATIENCE).isBefore(now)
                ? ended(pending.orderId(), Verdict.IN_DOUBT, now)
                : this;
    }

    ConnectorLedger judged(long newCap, Instant now) {
        return changed(l -> {
            l.cap = newCap;
            l.judgedAt = now;
        });
    }

    /** Something may have taken our profile away: it is sent again. */
    ConnectorLedger doubted(Instant now) {
        return changed(l -> {
            l.retryAt = null;
            l.doubtedAt = now;
        });
    }

    /** What may be in force may just as well be this. */
    ConnectorLedger perhaps(UnaryOperator<Allowance> change) {
        var all = new ArrayList<>(possible);
        possible.stream().map(change).filter(a -> !all.contains(a)).forEach(all::add);
        return changed(l -> l.possible = all);
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

    /** What was sent before that may be gone. */
    boolean isDoubted() {
        return doubtedAt != null
                && !possible.isEmpty()
                && (sentAt == null || sentAt.isBefore(doubtedAt));
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

    /** What did not arrive is not in force, unless the same had been ordered before. */
    private List<Allowance> withoutPending() {
        if (pending == null || pending.wasPossible()) {
            return possible;
        }
        var left = new ArrayList<>(possible);
        left.remove(pending.allowance());
        return left;
    }

    private ConnectorLedger with(
            List<Allowance> allowances, @Nullable Instant retry, Verdict verdict) {
        return changed(l -> {
            l.possible = allowances;
            l.pending = null;
            l.retryAt = retry;
            l.lastVerdict = verdict;
        });
    }

    /** The same, but for what is set on the copy. */
    private ConnectorLedger changed(Consumer<Copy> change) {
        var copy = new Copy(this);
        change.accept(copy);
        return copy.ledger();
    }

    /** A ConnectorLedger in the making. */
    private static final class Copy {
        private int connectorId;
        private @Nullable Charging charging;
        private List<Allowance> possible;
        private @Nullable Pending pending;
        private @Nullable Instant retryAt;
        private long cap;
        private @Nullable Instant judgedAt;
        private @Nullable Instant raisedAt;
        private @Nullable Instant loweredAt;
        private @Nullable Instant sentAt;
        private @Nullable Instant doubtedAt;
        private @Nullable Verdict lastVerdict;

        Copy(ConnectorLedger of) {
            connectorId = of.connectorId();
            charging = of.charging();
            possible = of.possible();
            pending = of.pending();
            retryAt = of.retryAt();
            cap = of.cap();
            judgedAt = of.judgedAt();
            raisedAt = of.raisedAt();
            loweredAt = of.loweredAt();
            sentAt = of.sentAt();
            doubtedAt = of.doubtedAt();
            lastVerdict = of.lastVerdict();
        }

        ConnectorLedger ledger() {
            return new ConnectorLedger(
                    connectorId,
                    charging,
                    possible,
                    pending,
                    retryAt,
                    cap,
                    judgedAt,
                    raisedAt,
                    loweredAt,
                    sentAt,
                    doubtedAt,
                    lastVerdict);
        }
    }
}
