package io.mainspring.reservation.lifecycle;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to a reservation, as it is stored; the aggregate's identifier is its id. */
public sealed interface ReservationEvent {

    int reservationId();

    String chargePointId();

    /**
     * An operator asked for it; with an id in force: for other terms, which count once accepted.
     *
     * @param connectorId 0: any connector
     */
    record Requested(
            int reservationId,
            String chargePointId,
            UUID commandId,
            int connectorId,
            String idTag,
            @Nullable String parentIdTag,
            Instant expiryDate,
            String requestedBy,
            Instant requestedAt)
            implements ReservationEvent {}

    /**
     * The charge point holds it on these terms.
     *
     * @param replaces whether other terms were in force until now (§5.13)
     * @param requestedBy who asked for them; null in events from before that was stored
     */
    record Accepted(
            int reservationId,
            String chargePointId,
            UUID commandId,
            int connectorId,
            String idTag,
            @Nullable String parentIdTag,
            Instant expiryDate,
            boolean replaces,
            @Nullable String requestedBy,
            Instant requestedAt,
            Instant acceptedAt)
            implements ReservationEvent {}

    /**
     * @param reason the charge point's status, or Error
     */
    record Refused(
            int reservationId,
            String chargePointId,
            UUID commandId,
            String reason,
            @Nullable String detail,
            Instant at)
            implements ReservationEvent {}

    /**
     * @param reason how the command ended
     * @param mayBeHeld whether it was sent
     */
    record Undelivered(
            int reservationId,
            String chargePointId,
            UUID commandId,
            String reason,
            boolean mayBeHeld,
            Instant at)
            implements ReservationEvent {}

    /**
     * A start that fits, without the id, before the outcome of the ReserveNow was known.
     *
     * @param commandId that ReserveNow; null in events from before that was stored
     */
    record StartHeld(
            int reservationId,
            String chargePointId,
            @Nullable UUID commandId,
            int transactionId,
            int connectorId,
            String idTag,
            Match matchedBy,
            Instant startedAt,
            Instant receivedAt)
            implements ReservationEvent {

        boolean isFor(UUID request) {
            return commandId == null || commandId.equals(request);
        }
    }

    /** A failure reported before the outcome of the ReserveNow was known. */
    record FailureSeen(
            int reservationId,
            String chargePointId,
            int connectorId,
            EndReason reason,
            Instant since,
            Instant receivedAt)
            implements ReservationEvent {}

    record Used(
            int reservationId,
            String chargePointId,
            int transactionId,
            int connectorId,
            String idTag,
            Match matchedBy,
            Instant startedAt,
            Instant receivedAt)
            implements ReservationEvent {}

    /**
     * A start carried the id although it cannot have used the reservation.
     *
     * @param state what the reservation was at that time
     */
    record StartDisregarded(
            int reservationId,
            String chargePointId,
            int transactionId,
            String idTag,
            State state,
            Instant startedAt)
            implements ReservationEvent {}

    /**
     * @param at its expiry date
     */
    record Expired(int reservationId, String chargePointId, Instant at)
            implements ReservationEvent {}

    record Cancelled(
            int reservationId, String chargePointId, UUID commandId, String cancelledBy, Instant at)
            implements ReservationEvent {}

    /**
     * @param connectorId what failed; null: nothing did
     */
    record Ended(
            int reservationId,
            String chargePointId,
            EndReason reason,
            @Nullable Integer connectorId,
            Instant at)
            implements ReservationEvent {}
}
