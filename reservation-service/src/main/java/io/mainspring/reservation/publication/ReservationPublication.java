package io.mainspring.reservation.publication;

import io.mainspring.contracts.reservation.ReservationAccepted;
import io.mainspring.contracts.reservation.ReservationCancelled;
import io.mainspring.contracts.reservation.ReservationEndReason;
import io.mainspring.contracts.reservation.ReservationEnded;
import io.mainspring.contracts.reservation.ReservationExpired;
import io.mainspring.contracts.reservation.ReservationRefused;
import io.mainspring.contracts.reservation.ReservationUndelivered;
import io.mainspring.contracts.reservation.ReservationUsed;
import io.mainspring.kit.eventsourcing.Publication;
import io.mainspring.kit.eventsourcing.StoredEvent;
import io.mainspring.reservation.lifecycle.EndReason;
import io.mainspring.reservation.lifecycle.ReservationEvent;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Stored events as published ones, keyed by charge point. A request is nothing to the world before
 * it is answered, and what was merely noted stays here.
 */
@Component
class ReservationPublication implements Publication {

    @Override
    public List<Published> publish(StoredEvent stored) {
        var event = (ReservationEvent) stored.payload();
        return switch (event) {
            case ReservationEvent.Accepted e -> published(e, accepted(e));
            case ReservationEvent.Refused e -> published(e, refused(e));
            case ReservationEvent.Undelivered e -> published(e, undelivered(e));
            case ReservationEvent.Used e -> published(e, used(e));
            case ReservationEvent.Expired e ->
                    published(
                            e,
                            new ReservationExpired(e.reservationId(), e.chargePointId(), e.at()));
            case ReservationEvent.Cancelled e -> published(e, cancelled(e));
            case ReservationEvent.Ended e -> published(e, ended(e));
            case ReservationEvent.Requested _,
                    ReservationEvent.StartHeld _,
                    ReservationEvent.FailureSeen _,
                    ReservationEvent.StartDisregarded _ ->
                    List.of();
        };
    }

    private static List<Published> published(ReservationEvent stored, Object event) {
        return List.of(new Published(stored.chargePointId(), event));
    }

    private static ReservationAccepted accepted(ReservationEvent.Accepted e) {
        return new ReservationAccepted(
                e.reservationId(),
                e.chargePointId(),
                e.connectorId(),
                e.idTag(),
                e.parentIdTag(),
                e.expiryDate(),
                e.commandId(),
                e.replaces(),
                e.acceptedAt());
    }

    private static ReservationRefused refused(ReservationEvent.Refused e) {
        return new ReservationRefused(
                e.reservationId(),
                e.chargePointId(),
                e.commandId(),
                e.reason(),
                e.detail(),
                e.at());
    }

    private static ReservationUndelivered undelivered(ReservationEvent.Undelivered e) {
        return new ReservationUndelivered(
                e.reservationId(),
                e.chargePointId(),
                e.commandId(),
                e.reason(),
                e.mayBeHeld(),
                e.at());
    }

    private static ReservationUsed used(ReservationEvent.Used e) {
        return new ReservationUsed(
                e.reservationId(),
                e.chargePointId(),
                e.transactionId(),
                e.connectorId(),
                e.idTag(),
                e.matchedBy().label(),
                e.startedAt());
    }

    private static ReservationCancelled cancelled(ReservationEvent.Cancelled e) {
        return new ReservationCancelled(
                e.reservationId(), e.chargePointId(), e.commandId(), e.cancelledBy(), e.at());
    }

    private static ReservationEnded ended(ReservationEvent.Ended e) {
        return new ReservationEnded(
                e.reservationId(), e.chargePointId(), reason(e.reason()), e.connectorId(), e.at());
    }

    private static ReservationEndReason reason(EndReason reason) {
        return switch (reason) {
            case FAULTED -> ReservationEndReason.FAULTED;
            case UNAVAILABLE -> ReservationEndReason.UNAVAILABLE;
            case RETIRED -> ReservationEndReason.RETIRED;
            case NOT_HELD -> ReservationEndReason.NOT_HELD;
        };
    }
}
