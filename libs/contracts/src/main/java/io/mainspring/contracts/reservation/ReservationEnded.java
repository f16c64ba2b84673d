package io.mainspring.contracts.reservation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.contracts.PublishedAs;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A reservation ended without use, expiry or cancellation.
 *
 * @param connectorId what failed, 0 for the charge point as a whole; null if nothing did
 */
@PublishedAs("reservation.ended.v1")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReservationEnded(
        int reservationId,
        String chargePointId,
        ReservationEndReason reason,
        @Nullable Integer connectorId,
        Instant endedAt) {}
