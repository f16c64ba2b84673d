package io.mainspring.correlation.ledger;

import io.mainspring.contracts.ConnectionNotice;
import io.mainspring.contracts.UnreadableRecord;
import io.mainspring.kit.polls.DeadLetters;
import io.mainspring.kit.polls.IsolatedPolls;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears who connects and who goes; one commit per poll. */
@Component
class ConnectionNotices {

    private static final Logger log = LoggerFactory.getLogger(ConnectionNotices.class);

    private final ConnectionLedger ledger;
    private final IsolatedPolls polls;
    private final DeadLetters deadLetters;

    ConnectionNotices(ConnectionLedger ledger, IsolatedPolls polls, DeadLetters deadLetters) {
        this.ledger = ledger;
        this.polls = polls;
        this.deadLetters = deadLetters;
    }

    @KafkaListener(id = "correlation-ledger-connections", topics = "ocpp.connections")
    void on(List<ConsumerRecord<String, byte[]>> poll) {
        polls.run(poll, this::take, deadLetters::bury);
    }

    private int take(List<ConsumerRecord<String, byte[]>> records) {
        var heard = new ArrayList<ConnectionLedger.Heard>(records.size());
        for (var record : records) {
            if (record.value() == null) {
                continue; // compaction's tombstone
            }
            try {
                var notice = ConnectionNotice.read(record.value());
                heard.add(new ConnectionLedger.Heard(notice, notice.epochAt(record.offset())));
            } catch (UnreadableRecord e) {
                // Who acts on these topics buries it: once is enough.
                log.debug("unreadable record skipped topic={}", record.topic(), e);
            }
        }
        ledger.heard(heard);
        return records.size();
    }
}
