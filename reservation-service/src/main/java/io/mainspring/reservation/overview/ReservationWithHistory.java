package io.mainspring.reservation.overview;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A reservation and all that happened to it.
 *
 * @param history the stored events, oldest first
 */
record ReservationWithHistory(@JsonUnwrapped ReservationView reservation, List<Entry> history) {

    /**
     * A stored event.
     *
     * @param type such as {@code reservation.accepted}
     * @param at when it was stored
     */
    record Entry(long sequence, String type, Instant at, JsonNode event) {}
}
