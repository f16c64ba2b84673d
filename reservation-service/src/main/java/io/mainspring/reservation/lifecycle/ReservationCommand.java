package io.mainspring.reservation.lifecycle;

import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can happen to a {@link Reservation}; the answer is a {@link Decision}. */
sealed interface ReservationCommand {

    @TargetAggregateIdentifier
    int reservationId();

    /** A ReserveNow is about to be sent; told again, it changes nothing. */
    record Request(
            int reservationId,
            String chargePointId,
            UUID commandId,
            Terms terms,
            String requestedBy,
            Instant requestedAt)
            implements ReservationCommand {}

    /** A ReserveNow ended. */
    record Settle(int reservationId, UUID commandId, Answer answer, Instant at)
            implements ReservationCommand {}

    /** A charge point answered a CancelReservation: Accepted, or that it holds no such one. */
    record SettleCancel(
            int reservationId,
            String chargePointId,
            UUID commandId,
            String requestedBy,
            boolean isAccepted,
            Instant at)
            implements ReservationCommand {}

    /** A transaction started that may have used it. */
    record Use(int reservationId, Start start) implements ReservationCommand {}

    /**
     * A connector, or with 0 the charge point, went out of service.
     *
     * @param since by the charge point's clock
     * @param receivedAt by ours
     */
    record Interrupt(
            int reservationId, int connectorId, EndReason reason, Instant since, Instant receivedAt)
            implements ReservationCommand {}

    /** Its charge point was retired. */
    record Retire(int reservationId, Instant at) implements ReservationCommand {}

    /** The clock says so. */
    record Expire(int reservationId, Instant now) implements ReservationCommand {}
}
