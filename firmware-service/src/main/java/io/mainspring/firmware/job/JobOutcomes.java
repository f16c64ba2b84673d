package io.mainspring.firmware.job;

import io.mainspring.contracts.Outcome;
import io.mainspring.kit.calls.OutcomePolls;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears how the commands of orders ended. */
@Component
class JobOutcomes {

    private final OutcomePolls polls;
    private final CommandGateway commands;

    JobOutcomes(OutcomePolls polls, CommandGateway commands) {
        this.polls = polls;
        this.commands = commands;
    }

    @KafkaListener(id = "firmware-outcomes", topics = "ocpp.outcomes.firmware")
    void on(List<ConsumerRecord<String, byte[]>> poll) {
        polls.handle(poll, this::handle);
    }

    private void handle(List<Outcome> outcomes) {
        for (var outcome : outcomes) {
            OutcomeReading.read(outcome).ifPresent(commands::sendAndWait);
        }
    }
}
