package io.mainspring.kit.calls;

import io.mainspring.contracts.Outcome;
import io.mainspring.contracts.UnreadableRecord;
import io.mainspring.kit.consumed.ConsumedOffsets;
import io.mainspring.kit.polls.DeadLetters;
import io.mainspring.kit.polls.IsolatedPolls;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes a poll of outcomes to the service that asked, each outcome exactly once. */
public final class OutcomePolls {

    private final IsolatedPolls polls;
    private final ConsumedOffsets consumed;
    private final IdempotencyKeys keys;
    private final DeadLetters deadLetters;

    public OutcomePolls(
            IsolatedPolls polls,
            ConsumedOffsets consumed,
            JdbcClient sql,
            DeadLetters deadLetters) {
        this.polls = polls;
        this.consumed = consumed;
        this.keys = new IdempotencyKeys(sql);
        this.deadLetters = deadLetters;
    }

    /**
     * Returns when everything is committed; what cannot be handled even alone is buried.
     *
     * @throws RuntimeException if the database or the broker is away; the poll is to be tried again
     */
    public void handle(List<ConsumerRecord<String, byte[]>> poll, OutcomeHandler handler) {
        polls.run(
                poll,
                part -> {
                    var outcomes = read(consumed.unseen(part));
                    handler.handle(outcomes);
                    keys.completed(outcomes);
                    return part.size();
                },
                deadLetters::bury);
    }

    private List<Outcome> read(List<ConsumerRecord<String, byte[]>> records) {
        var outcomes = new ArrayList<Outcome>(records.size());
        for (var record : records) {
            try {
                outcomes.add(Outcome.from(record));
            } catch (UnreadableRecord e) {
                deadLetters.bury(record, e);
            }
        }
        return outcomes;
    }
}
