package io.mainspring.firmware.fleet;

import io.mainspring.contracts.ContractJson;
import io.mainspring.contracts.chargepoint.ChargePointBooted;
import io.mainspring.contracts.chargepoint.ChargePointConfigurationObserved;
import io.mainspring.contracts.chargepoint.ChargePointRetired;
import io.mainspring.kit.consumed.IncomingEvent;
import io.mainspring.kit.consumed.PublishedEventPolls;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears from chargepoint-service how charge points came up and what they can do. */
@Component
class ChargePointEvents {

    private static final String PROTOCOLS = "SupportedFileTransferProtocols";

    private final PublishedEventPolls polls;
    private final Fleet fleet;
    private final List<BootListener> listeners;

    ChargePointEvents(PublishedEventPolls polls, Fleet fleet, List<BootListener> listeners) {
        this.polls = polls;
        this.fleet = fleet;
        this.listeners = List.copyOf(listeners);
    }

    @KafkaListener(id = "firmware-charge-points", topics = "events.chargepoint")
    void on(List<ConsumerRecord<String, byte[]>> poll) {
        polls.handle(poll, events -> events.forEach(this::take));
    }

    private void take(IncomingEvent event) {
        switch (event.type()) {
            case "charge-point.booted.v1" ->
                    booted(ContractJson.read(ChargePointBooted.class, event.data()));
            case "charge-point.configuration-observed.v1" ->
                    observed(
                            ContractJson.read(
                                    ChargePointConfigurationObserved.class, event.data()));
            case "charge-point.retired.v1" ->
                    fleet.retired(
                            ContractJson.read(ChargePointRetired.class, event.data())
                                    .chargePointId());
            default -> {
                // says nothing about files or firmware
            }
        }
    }

    private void booted(ChargePointBooted boot) {
        fleet.booted(boot);
        var version = boot.firmwareVersion();
        if (version != null) {
            listeners.forEach(l -> l.booted(boot.chargePointId(), version, boot.bootedAt()));
        }
    }

    private void observed(ChargePointConfigurationObserved observed) {
        for (var entry : observed.entries()) {
            if (entry.key().equalsIgnoreCase(PROTOCOLS)) {
                fleet.speaks(observed.chargePointId(), entry.value());
            }
        }
    }
}
