package io.mainspring.reservation.lifecycle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a command did to a {@link Reservation}, and where that leaves it. */
record Decision(Effect effect, Standing standing) {

    enum Effect {
        CHANGED,
        /** Of a start: it used the reservation. */
        USED,
        /** Of a start: whether it used the reservation is known when the outcome is. */
        HELD,
        /** Of a start that named the reservation and cannot have used it. */
        DISREGARDED,
        /** It was so already, or it is none of this reservation's business. */
        NOTHING
    }

    /**
     * What must be found without loading the aggregate.
     *
     * @param usableUntil a transaction that began before may turn out to be its use; null: none may
     * @param dueAt when it expires; null: not any more
     */
    record Standing(
            int reservationId,
            int connectorId,
            @Nullable Instant usableUntil,
            @Nullable Instant dueAt) {}
}
