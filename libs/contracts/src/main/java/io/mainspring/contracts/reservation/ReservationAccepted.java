package io.mainspring.contracts.reservation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.contracts.PublishedAs;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A charge point holds a reservation from now on.
 *
 * @param reservationId unique in the system, positive
 * @param connectorId 0: any connector of the charge point
 * @param parentIdTag the group whose members may use it too; null: nobody but the idTag
 * @param expiryDate until when it is held
 * @param commandId the ReserveNow that the charge point accepted
 * @param replaces whether it takes the place of another reservation with the same id
 * @param acceptedAt when the answer was received, by our clock
 */
@PublishedAs("reservation.accepted.v1")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReservationAccepted(
        int reservationId,
        String chargePointId,
        int connectorId,
        String idTag,
        @Nullable String parentIdTag,
        Instant expiryDate,
        UUID commandId,
        boolean replaces,
        Instant acceptedAt) {}
