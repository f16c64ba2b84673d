package io.mainspring.auth.locallist;

import io.mainspring.contracts.Outcome;
import io.mainspring.kit.calls.OutcomePolls;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears how calls ended, tells the lists, and has what follows from it done. */
@Component
class LocalListOutcomes {

    private final OutcomePolls polls;
    private final CommandGateway commands;
    private final Synchronizer synchronizer;
    private final OutcomeReading reading;

    LocalListOutcomes(
            OutcomePolls polls,
            CommandGateway commands,
            Synchronizer synchronizer,
            LocalListSettings settings) {
        this.polls = polls;
        this.commands = commands;
        this.synchronizer = synchronizer;
        this.reading = new OutcomeReading(settings.fullAfterRefusal(), settings.whenOnline());
    }

    @KafkaListener(id = "auth-outcomes", topics = "ocpp.outcomes.auth")
    void on(List<ConsumerRecord<String, byte[]>> poll) {
        polls.handle(poll, this::handle);
        synchronizer.wake();
    }

    private void handle(List<Outcome> outcomes) {
        for (var outcome : outcomes) {
            reading.read(outcome).ifPresent(commands::sendAndWait);
        }
    }
}
