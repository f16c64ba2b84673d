package io.mainspring.contracts.reservation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.contracts.PublishedAs;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A charge point did not take a reservation. If another one with the same id was in force, it still
 * is.
 *
 * @param reason {@code Faulted}, {@code Occupied}, {@code Rejected}, {@code Unavailable}, or {@code
 *     Error} for a CALLERROR
 * @param detail code and description of the CALLERROR
 */
@PublishedAs("reservation.refused.v1")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReservationRefused(
        int reservationId,
        String chargePointId,
        UUID commandId,
        String reason,
        @Nullable String detail,
        Instant refusedAt) {}
