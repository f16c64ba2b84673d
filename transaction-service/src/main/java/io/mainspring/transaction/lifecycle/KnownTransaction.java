package io.mainspring.transaction.lifecycle;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code transaction_key}: what the deciding side knows of a transaction without loading
 * it. Changed while a poll is handled, written back at its end.
 */
final class KnownTransaction {

    final int id;
    final StartKey key;
    final @Nullable String parentKey;
    final Instant receivedAt;

    /** {@link ChargePointClock#effective} start. */
    final Instant beginsAt;

    private boolean hasBegun;
    private boolean isAccepted;
    private @Nullable Instant endsAt;
    private @Nullable Integer meterStop;
    private boolean isIdUsed;
    private boolean isChanged;

    /** Allocated in this poll; its start is yet to be decided. */
    KnownTransaction(
            int id,
            StartKey key,
            @Nullable String parentKey,
            boolean isAccepted,
            Instant receivedAt,
            Instant beginsAt) {
        this.id = id;
        this.key = key;
        this.parentKey = parentKey;
        this.isAccepted = isAccepted;
        this.receivedAt = receivedAt;
        this.beginsAt = beginsAt;
    }

    /** As it stands in the database. */
    KnownTransaction as(@Nullable Instant endsAt, @Nullable Integer meterStop, boolean isIdUsed) {
        this.hasBegun = true;
        this.endsAt = endsAt;
        this.meterStop = meterStop;
        this.isIdUsed = isIdUsed;
        return this;
    }

    boolean hasBegun() {
        return hasBegun;
    }

    void begin(boolean withAcceptedTag) {
        hasBegun = true;
        if (isAccepted != withAcceptedTag) {
            isAccepted = withAcceptedTag;
            isChanged = true;
        }
    }

    boolean isAccepted() {
        return isAccepted;
    }

    boolean isOpen() {
        return hasBegun && endsAt == null;
    }

    /** Whether it was going on at an instant, as far as is known. */
    boolean isOngoingAt(Instant at) {
        return hasBegun && !beginsAt.isAfter(at) && (endsAt == null || endsAt.isAfter(at));
    }

    @Nullable Instant endsAt() {
        return endsAt;
    }

    @Nullable Integer meterStop() {
        return meterStop;
    }

    void end(Instant at, @Nullable Integer meterStop) {
        this.endsAt = requireNonNull(at);
        this.meterStop = meterStop;
        isChanged = true;
    }

    boolean isIdUsed() {
        return isIdUsed;
    }

    /** The charge point has named the id, so it knows it. */
    void useId() {
        if (!isIdUsed) {
            isIdUsed = true;
            isChanged = true;
        }
    }

    boolean isChanged() {
        return isChanged;
    }
}
