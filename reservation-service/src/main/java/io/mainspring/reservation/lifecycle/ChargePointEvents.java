package io.mainspring.reservation.lifecycle;

import io.mainspring.contracts.ContractJson;
import io.mainspring.contracts.chargepoint.ChargePointRetired;
import io.mainspring.contracts.chargepoint.ConnectorStatusChanged;
import io.mainspring.kit.consumed.IncomingEvent;
import io.mainspring.kit.consumed.PublishedEventPolls;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** What ends reservations at the charge point's side: failed connectors, and its retirement. */
@Component
class ChargePointEvents {

    private final PublishedEventPolls polls;
    private final Reservations reservations;
    private final ReservationKeys keys;

    ChargePointEvents(PublishedEventPolls polls, Reservations reservations, ReservationKeys keys) {
        this.polls = polls;
        this.reservations = reservations;
        this.keys = keys;
    }

    @KafkaListener(id = "reservation-charge-points", topics = "events.chargepoint")
    void on(List<ConsumerRecord<String, byte[]>> poll) {
        polls.handle(poll, events -> events.forEach(this::take));
    }

    private void take(IncomingEvent event) {
        switch (event.type()) {
            case "connector.status-changed.v1" ->
                    statusChanged(ContractJson.read(ConnectorStatusChanged.class, event.data()));
            case "charge-point.retired.v1" ->
                    retired(ContractJson.read(ChargePointRetired.class, event.data()));
            default -> {
                // ends no reservation
            }
        }
    }

    private void statusChanged(ConnectorStatusChanged changed) {
        var reason = reason(changed);
        if (reason == null) {
            return;
        }
        for (int reservationId : keys.open(changed.chargePointId())) {
            reservations.send(
                    new ReservationCommand.Interrupt(
                            reservationId,
                            changed.connectorId(),
                            reason,
                            changed.from(),
                            changed.receivedAt()));
        }
    }

    private static @Nullable EndReason reason(ConnectorStatusChanged changed) {
        return switch (changed.status()) {
            case FAULTED -> EndReason.FAULTED;
            case UNAVAILABLE -> EndReason.UNAVAILABLE;
            case AVAILABLE,
                    PREPARING,
                    CHARGING,
                    SUSPENDED_EVSE,
                    SUSPENDED_EV,
                    FINISHING,
                    RESERVED,
                    UNKNOWN ->
                    null;
        };
    }

    private void retired(ChargePointRetired retired) {
        for (int reservationId : keys.open(retired.chargePointId())) {
            reservations.send(new ReservationCommand.Retire(reservationId, retired.retiredAt()));
        }
    }
}
