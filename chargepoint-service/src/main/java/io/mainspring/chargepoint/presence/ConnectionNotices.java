package io.mainspring.chargepoint.presence;

import io.mainspring.chargepoint.certificate.CertificatesInUse;
import io.mainspring.chargepoint.registration.Arrivals;
import io.mainspring.contracts.ConnectionNotice;
import io.mainspring.contracts.UnreadableRecord;
import io.mainspring.kit.polls.DeadLetters;
import io.mainspring.kit.polls.IsolatedPolls;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears from the gateways which sockets were accepted and which have ended. */
@Component
class ConnectionNotices {

    private final IsolatedPolls polls;
    private final Presence presence;
    private final Arrivals arrivals;
    private final CertificatesInUse certificates;
    private final DeadLetters deadLetters;

    ConnectionNotices(
            IsolatedPolls polls,
            Presence presence,
            Arrivals arrivals,
            CertificatesInUse certificates,
            DeadLetters deadLetters) {
        this.polls = polls;
        this.presence = presence;
        this.arrivals = arrivals;
        this.certificates = certificates;
        this.deadLetters = deadLetters;
    }

    @KafkaListener(id = "chargepoint-connections", topics = "ocpp.connections")
    void on(List<ConsumerRecord<String, byte[]>> poll) {
        polls.run(
                poll,
                part -> {
                    var sightings = read(part);
                    var notices = sightings.stream().map(Presence.Sighting::notice).toList();
                    // Presence comes last: whoever holds its rows waits for nobody.
                    arrivals.see(notices);
                    certificates.see(notices);
                    presence.take(sightings);
                    return part.size();
                },
                deadLetters::bury);
    }

    private List<Presence.Sighting> read(List<ConsumerRecord<String, byte[]>> records) {
        var sightings = new ArrayList<Presence.Sighting>(records.size());
        for (var record : records) {
            if (record.value() == null) {
                continue; // compacted away: what was last said of it stays
            }
            try {
                var notice = ConnectionNotice.read(record.value());
                sightings.add(new Presence.Sighting(notice, notice.epochAt(record.offset())));
            } catch (UnreadableRecord e) {
                deadLetters.bury(record, e);
            }
        }
        return sightings;
    }
}
