package io.mainspring.auth.locallist;

import io.mainspring.contracts.ContractJson;
import io.mainspring.contracts.chargepoint.ChargePointConfigurationObserved;
import io.mainspring.contracts.chargepoint.ChargePointRetired;
import io.mainspring.kit.consumed.IncomingEvent;
import io.mainspring.kit.consumed.PublishedEventPolls;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears from chargepoint-service what charge points can do, and which are no longer there. */
@Component
class ChargePointEvents {

    private final PublishedEventPolls polls;
    private final Limits limits;
    private final CommandGateway commands;

    ChargePointEvents(PublishedEventPolls polls, Limits limits, CommandGateway commands) {
        this.polls = polls;
        this.limits = limits;
        this.commands = commands;
    }

    @KafkaListener(id = "auth-charge-point-events", topics = "events.chargepoint")
    void on(List<ConsumerRecord<String, byte[]>> poll) {
        polls.handle(poll, this::take);
    }

    private void take(List<IncomingEvent> events) {
        for (var event : events) {
            switch (event.type()) {
                case "charge-point.configuration-observed.v1" ->
                        limits.take(
                                ContractJson.read(
                                        ChargePointConfigurationObserved.class, event.data()));
                case "charge-point.retired.v1" ->
                        retired(ContractJson.read(ChargePointRetired.class, event.data()));
                default -> {
                    // says nothing about local lists
                }
            }
        }
    }

    private void retired(ChargePointRetired event) {
        limits.forget(event.chargePointId());
        commands.sendAndWait(new LocalListCommand.Retire(event.chargePointId(), event.retiredAt()));
    }
}
