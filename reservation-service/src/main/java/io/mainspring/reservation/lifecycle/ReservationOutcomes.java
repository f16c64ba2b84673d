package io.mainspring.reservation.lifecycle;

import io.mainspring.contracts.Outcome;
import io.mainspring.kit.calls.OutcomePolls;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** What charge points answered to ReserveNow and CancelReservation, whether or not anybody waits. */
@Component
class ReservationOutcomes {

    private final OutcomePolls polls;
    private final Reservations reservations;

    ReservationOutcomes(OutcomePolls polls, Reservations reservations) {
        this.polls = polls;
        this.reservations = reservations;
    }

    @KafkaListener(id = "reservation-outcomes", topics = "ocpp.outcomes.reservation")
    void on(List<ConsumerRecord<String, byte[]>> poll) {
        polls.handle(
                poll,
                outcomes -> {
                    for (Outcome outcome : outcomes) {
                        OutcomeReading.read(outcome).ifPresent(reservations::send);
                    }
                });
    }
}
