package io.mainspring.chargepoint.publication;

import io.mainspring.chargepoint.registration.ChargePointEvent;
import io.mainspring.chargepoint.registration.KeyHash;
import io.mainspring.contracts.Admission;
import io.mainspring.contracts.Topic;
import io.mainspring.kit.eventsourcing.EventFollower;
import io.mainspring.kit.eventsourcing.StoredEvent;
import io.mainspring.kit.polls.Acknowledged;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Tells the gateways who may connect: the newest admission of each charge point of a batch, held by
 * the broker before the position is stored. A retired one gets a tombstone.
 *
 * <p>Its position must not simply be set back: old admissions hold old keys, and would open the
 * door to them until the end is reached. {@code POST /charge-points/admissions/republish} tells
 * everything anew without that.
 */
@Component
class Admissions implements EventFollower {

    private final KafkaTemplate<String, byte[]> kafka;

    Admissions(KafkaTemplate<String, byte[]> kafka) {
        this.kafka = kafka;
    }

    @Override
    public Set<Class<?>> wants() {
        return Set.of(ChargePointEvent.Admitted.class, ChargePointEvent.Dismissed.class);
    }

    @Override
    public String name() {
        return "admissions";
    }

    @Override
    public void handle(List<StoredEvent> batch) {
        var newest = new LinkedHashMap<String, ProducerRecord<String, byte[]>>();
        for (var stored : batch) {
            switch (stored.payload()) {
                case ChargePointEvent.Admitted e ->
                        newest.put(e.chargePointId(), admission(e).toRecord());
                case ChargePointEvent.Dismissed e ->
                        newest.put(
                                e.chargePointId(),
                                new ProducerRecord<>(
                                        Topic.ADMISSIONS.name(), e.chargePointId(), null));
                default -> {} // says nothing about who may connect
            }
        }
        Acknowledged.send(kafka, new ArrayList<>(newest.values()));
    }

    static Admission admission(ChargePointEvent.Admitted e) {
        return new Admission(
                e.chargePointId(),
                e.registration(),
                e.settings().securityProfile(),
                e.nextSecurityProfile(),
                e.serialNumber(),
                e.keys().stream().map(Admissions::hash).toList(),
                e.settings().subprotocolRequired(),
                e.settings().strict(),
                e.certificateNames());
    }

    private static Admission.KeyHash hash(KeyHash key) {
        return new Admission.KeyHash(key.salt(), key.sha256());
    }
}
