package io.mainspring.correlation.ledger;

import io.mainspring.contracts.Call;
import io.mainspring.contracts.Outcome;
import io.mainspring.contracts.Topic;
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

/** Hears what is asked and how it ends; one commit per poll. */
@Component
class CommandRecords {

    private static final Logger log = LoggerFactory.getLogger(CommandRecords.class);

    private final CommandLedger ledger;
    private final IsolatedPolls polls;
    private final DeadLetters deadLetters;

    CommandRecords(CommandLedger ledger, IsolatedPolls polls, DeadLetters deadLetters) {
        this.ledger = ledger;
        this.polls = polls;
        this.deadLetters = deadLetters;
    }

    @KafkaListener(
            id = "correlation-ledger-commands",
            topicPattern = "ocpp\\.calls|ocpp\\.outcomes\\.[a-z]+")
    void on(List<ConsumerRecord<String, byte[]>> poll) {
        polls.run(poll, this::take, deadLetters::bury);
    }

    private int take(List<ConsumerRecord<String, byte[]>> records) {
        var calls = new ArrayList<Call>();
        var outcomes = new ArrayList<Outcome>();
        for (var record : records) {
            try {
                if (record.topic().equals(Topic.CALLS.name())) {
                    calls.add(Call.from(record));
                } else {
                    outcomes.add(Outcome.from(record));
                }
            } catch (UnreadableRecord e) {
                // Who acts on these topics buries it: once is enough.
                log.debug("unreadable record skipped topic={}", record.topic(), e);
            }
        }
        ledger.asked(calls);
        ledger.ended(outcomes);
        return records.size();
    }
}
