package io.mainspring.chargepoint.commands;

import io.mainspring.chargepoint.OutcomeReader;
import io.mainspring.contracts.Outcome;
import io.mainspring.kit.calls.OutcomePolls;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears how commands ended, and tells the aggregates what follows. */
@Component
class CommandOutcomes {

    private static final Logger log = LoggerFactory.getLogger(CommandOutcomes.class);

    private final OutcomePolls polls;
    private final CommandGateway commands;
    private final List<OutcomeReader> readers;

    CommandOutcomes(OutcomePolls polls, CommandGateway commands, List<OutcomeReader> readers) {
        this.polls = polls;
        this.commands = commands;
        this.readers = List.copyOf(readers);
    }

    @KafkaListener(id = "chargepoint-outcomes", topics = "ocpp.outcomes.chargepoint")
    void on(List<ConsumerRecord<String, byte[]>> poll) {
        polls.handle(poll, this::handle);
    }

    private void handle(List<Outcome> outcomes) {
        for (var outcome : outcomes) {
            for (var reader : readers) {
                reader.read(outcome).forEach(command -> keep(outcome, command));
            }
        }
    }

    private void keep(Outcome outcome, Object command) {
        try {
            commands.sendAndWait(command);
        } catch (AggregateNotFoundException e) {
            log.debug("nothing to keep chargePoint={}", outcome.chargePointId(), e);
        }
    }
}
