package io.mainspring.reservation.lifecycle;

import io.mainspring.contracts.ContractJson;
import io.mainspring.contracts.chargepoint.ChargePointRetired;
import io.mainspring.contracts.chargepoint.ConnectorStatus;
import io.mainspring.contracts.chargepoint.ConnectorStatusChanged;
import io.mainspring.kit.consumed.IncomingEvent;
import io.mainspring.kit.consumed.PublishedEventPolls;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * What ends reservations at the charge point's side, failed connectors and its retirement; and how
 * it spells its identity.
 */
@Component
class ChargePointEvents {

    private final PublishedEventPolls polls;
    private final Reservations reservations;
    private final ReservationKeys keys;
    private final ChargePoints chargePoints;

    ChargePointEvents(
            PublishedEventPolls polls,
            Reservations reservations,
            ReservationKeys keys,
            ChargePoints chargePoints) {
        this.polls = polls;
        this.reservations = reservations;
        this.keys = keys;
        this.chargePoints = chargePoints;
    }

    @KafkaListener(id = "reservation-charge-points", topics = "events.chargepoint")
    void on(List<ConsumerRecord<String, byte[]>> poll) {
        polls.handle(
                poll,
                events -> {
                    meet(events);
                    end(events);
                });
    }

    private void meet(List<IncomingEvent> events) {
        var met =
                events.stream()
                        .filter(event ->
                                event.type().equals("charge-point.registered.v1")
                                        || event.type().equals("charge-point.booted.v1"))
                        .map(IncomingEvent::key)
                        .toList();
        if (!met.isEmpty()) {
            chargePoints.meet(met);
        }
    }

    /** After a power cut a whole region fails in one poll: one query tells whom that concerns. */
    private void end(List<IncomingEvent> events) {
        var ends = events.stream().flatMap(event -> end(event).stream()).toList();
        if (ends.isEmpty()) {
            return;
        }
        var concerned =
                keys.chargePointsWithUsable(
                        ends.stream().map(End::chargePointId).toList(),
                        ends.stream().map(End::at).min(Comparator.naturalOrder()).orElseThrow());
        for (var end : ends) {
            if (concerned.contains(ReservationKeys.key(end.chargePointId()))) {
                keys.usable(end.chargePointId(), end.at())
                        .forEach(id -> reservations.send(end.of().apply(id)));
            }
        }
    }

    /** What a charge point's event means for each of its reservations. */
    private record End(String chargePointId, Instant at, IntFunction<ReservationCommand> of) {}

    private static Optional<End> end(IncomingEvent event) {
        return switch (event.type()) {
            case "connector.status-changed.v1" ->
                    failed(ContractJson.read(ConnectorStatusChanged.class, event.data()));
            case "charge-point.retired.v1" ->
                    Optional.of(retired(ContractJson.read(ChargePointRetired.class, event.data())));
            default -> Optional.empty();
        };
    }

    private static Optional<End> failed(ConnectorStatusChanged changed) {
        return reason(changed.status())
                .map(reason ->
                        new End(
                                changed.chargePointId(),
                                changed.receivedAt(),
                                id ->
                                        new ReservationCommand.Interrupt(
                                                id,
                                                changed.connectorId(),
                                                reason,
                                                changed.from(),
                                                changed.receivedAt())));
    }

    private static End retired(ChargePointRetired retired) {
        return new End(
                retired.chargePointId(),
                retired.retiredAt(),
                id -> new ReservationCommand.Retire(id, retired.retiredAt()));
    }

    private static Optional<EndReason> reason(ConnectorStatus status) {
        return switch (status) {
            case FAULTED -> Optional.of(EndReason.FAULTED);
            case UNAVAILABLE -> Optional.of(EndReason.UNAVAILABLE);
            case AVAILABLE,
                    PREPARING,
                    CHARGING,
                    SUSPENDED_EVSE,
                    SUSPENDED_EV,
                    FINISHING,
                    RESERVED,
                    UNKNOWN ->
                    Optional.empty();
        };
    }
}
