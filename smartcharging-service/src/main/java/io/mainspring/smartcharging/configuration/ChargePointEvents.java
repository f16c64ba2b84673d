package io.mainspring.smartcharging.configuration;

import io.mainspring.contracts.ContractJson;
import io.mainspring.contracts.chargepoint.ChargePointBooted;
import io.mainspring.contracts.chargepoint.ChargePointConfigurationObserved;
import io.mainspring.contracts.chargepoint.ChargePointRegistered;
import io.mainspring.contracts.chargepoint.ChargePointRetired;
import io.mainspring.contracts.chargepoint.ConnectorStatusChanged;
import io.mainspring.kit.consumed.IncomingEvent;
import io.mainspring.kit.consumed.PublishedEventPolls;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Keeps {@link KnownChargePoints} up to date with {@code events.chargepoint}. */
@Component
class ChargePointEvents {

    private final PublishedEventPolls polls;
    private final KnownChargePoints chargePoints;
    private final List<ChargePointListener> listeners;

    ChargePointEvents(
            PublishedEventPolls polls,
            KnownChargePoints chargePoints,
            List<ChargePointListener> listeners) {
        this.polls = polls;
        this.chargePoints = chargePoints;
        this.listeners = List.copyOf(listeners);
    }

    @KafkaListener(id = "smartcharging-charge-points", topics = "events.chargepoint")
    void on(List<ConsumerRecord<String, byte[]>> poll) {
        polls.handle(poll, events -> events.forEach(this::take));
    }

    private void take(IncomingEvent event) {
        switch (event.type()) {
            case "charge-point.registered.v1" ->
                    chargePoints.meet(
                            ContractJson.read(ChargePointRegistered.class, event.data())
                                    .chargePointId());
            case "charge-point.booted.v1" ->
                    chargePoints.boot(ContractJson.read(ChargePointBooted.class, event.data()));
            case "connector.status-changed.v1" -> {
                var changed = ContractJson.read(ConnectorStatusChanged.class, event.data());
                chargePoints.see(changed.chargePointId(), changed.connectorId());
            }
            case "charge-point.configuration-observed.v1" ->
                    chargePoints.observe(
                            ContractJson.read(
                                    ChargePointConfigurationObserved.class, event.data()));
            case "charge-point.retired.v1" -> {
                var retired = ContractJson.read(ChargePointRetired.class, event.data());
                chargePoints.forget(retired.chargePointId());
                listeners.forEach(
                        listener -> listener.retired(retired.chargePointId(), retired.retiredAt()));
            }
            default -> {
                // says nothing that matters for profiles
            }
        }
    }
}
