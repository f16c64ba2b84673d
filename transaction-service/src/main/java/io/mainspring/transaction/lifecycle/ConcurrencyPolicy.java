package io.mainspring.transaction.lifecycle;

import io.mainspring.transaction.TransactionSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How many transactions an idTag, and a group of them, may have at a time. Pure. A start is judged
 * by what was going on when it happened, not when it was reported: one from an offline queue is
 * not punished for what began after it.
 */
@Component
class ConcurrencyPolicy {

    private final int perIdTag;
    private final int perGroup;

    ConcurrencyPolicy(TransactionSettings settings) {
        this.perIdTag = settings.concurrentTransactionsPerIdTag();
        this.perGroup = settings.concurrentTransactionsPerGroup();
    }

    /** Whether it can ever refuse anything. */
    boolean isOn() {
        return perIdTag > 0 || perGroup > 0;
    }

    /**
     * Whether one more transaction is allowed.
     *
     * @param others what is known of the idTag and its group; what is over, not accepted or this
     *     transaction itself does not count
     */
    boolean allows(KnownTransaction transaction, Iterable<KnownTransaction> others) {
        int ofIdTag = 0;
        int ofGroup = 0;
        for (var other : others) {
            if (other.id != transaction.id
                    && other.isAccepted()
                    && other.isOngoingAt(transaction.beginsAt)) {
                ofIdTag += other.key.idTagKey().equals(transaction.key.idTagKey()) ? 1 : 0;
                ofGroup += isSame(other.parentKey, transaction.parentKey) ? 1 : 0;
            }
        }
        return (perIdTag == 0 || ofIdTag < perIdTag) && (perGroup == 0 || ofGroup < perGroup);
    }

    private static boolean isSame(@Nullable String group, @Nullable String other) {
        return group != null && group.equals(other);
    }
}
