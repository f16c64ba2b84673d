package io.mainspring.reservation.lifecycle;

import io.mainspring.contracts.ContractJson;
import io.mainspring.contracts.transaction.TransactionStarted;
import io.mainspring.kit.consumed.IncomingEvent;
import io.mainspring.kit.consumed.PublishedEventPolls;
import io.mainspring.reservation.lifecycle.Decision.Effect;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Finds the reservation that a started transaction used. One query tells for a whole poll which
 * charge points have any that lasted until then; the starts of all others cost nothing.
 */
@Component
class TransactionStarts {

    private static final Logger log = LoggerFactory.getLogger(TransactionStarts.class);

    private final PublishedEventPolls polls;
    private final Reservations reservations;
    private final ReservationKeys keys;
    private final MeterRegistry meters;

    TransactionStarts(
            PublishedEventPolls polls,
            Reservations reservations,
            ReservationKeys keys,
            MeterRegistry meters) {
        this.polls = polls;
        this.reservations = reservations;
        this.keys = keys;
        this.meters = meters;
    }

    @KafkaListener(id = "reservation-transactions", topics = "events.transaction")
    void on(List<ConsumerRecord<String, byte[]>> poll) {
        polls.handle(poll, this::take);
    }

    private void take(List<IncomingEvent> events) {
        var starts =
                events.stream()
                        .filter(event -> event.type().equals("transaction.started.v1"))
                        .map(event -> start(event.data()))
                        .toList();
        if (starts.isEmpty()) {
            return;
        }
        var usable =
                keys.chargePointsWithUsable(
                        starts.stream().map(Start::chargePointId).toList(),
                        starts.stream()
                                .map(Start::earliest)
                                .min(Comparator.naturalOrder())
                                .orElseThrow());
        for (var start : starts) {
            if (start.reservationId() != null) {
                named(start, start.reservationId());
            } else if (isIn(usable, start)) {
                unnamed(start);
            }
        }
    }

    private static boolean isIn(Set<String> chargePointKeys, Start start) {
        return chargePointKeys.contains(ReservationKeys.key(start.chargePointId()));
    }

    /** OCPP gives no way to refuse an id that nobody knows: the transaction runs, this is a note. */
    private void named(Start start, int reservationId) {
        if (!keys.isOf(reservationId, start.chargePointId())) {
            log.info(
                    "start names an unknown reservation chargePoint={} transaction={} reservation={}",
                    start.chargePointId(),
                    start.transactionId(),
                    reservationId);
            count("unknown");
            return;
        }
        count(reservations.send(new ReservationCommand.Use(reservationId, start)));
    }

    private void unnamed(Start start) {
        var effect = reservations.recognise(start);
        if (effect != Effect.NOTHING) {
            count(effect);
        }
    }

    private void count(Effect effect) {
        count(effect.name().toLowerCase(Locale.ROOT));
    }

    private void count(String effect) {
        meters.counter("reservation.starts", "effect", effect).increment();
    }

    private static Start start(byte[] data) {
        var e = ContractJson.read(TransactionStarted.class, data);
        var named = e.reservationId();
        return new Start(
                e.chargePointId(),
                e.connectorId(),
                e.transactionId(),
                e.idTag(),
                e.parentIdTag(),
                named != null && named > 0 ? named : null, // some send 0 for none
                e.authorizationStatus().equals("Accepted"),
                e.remarks().contains("ClockImplausible") ? e.receivedAt() : e.startedAt(),
                e.receivedAt());
    }
}
