package io.mainspring.reservation.lifecycle;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command did to a {@link Reservation}, and where that leaves it.
 *
 * @param released starts that were held and did not use it: they may have used another
 */
record Decision(Effect effect, Standing standing, List<Start> released) {

    enum Effect {
        CHANGED,
        /** Of a start: it used the reservation. */
        USED,
        /** Of a start: whether it used the reservation is known when the outcome is. */
        HELD,
        /** Of a start that named the reservation and cannot have used it. */
        DISREGARDED,
        /** Of a request: the reservation of this id has ended, and ids are not used again. */
        OVER,
        /** It was so already, or it is none of this reservation's business. */
        NOTHING
    }

    /**
     * What must be found without loading the aggregate.
     *
     * @param connectorId 0: any, or more than one
     * @param usableUntil what happened before may turn out to be its use or its end; null: nothing
     *     may
     * @param dueAt when it expires; null: not any more
     */
    record Standing(
            int reservationId,
            int connectorId,
            @Nullable Instant usableUntil,
            @Nullable Instant dueAt) {}
}
