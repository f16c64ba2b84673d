package io.mainspring.kit.consumed;

import io.mainspring.contracts.UnreadableRecord;
import io.mainspring.kit.polls.DeadLetters;
import io.mainspring.kit.polls.IsolatedPolls;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes published events of other services into a projection of one's own, each exactly once. */
public final class PublishedEventPolls {

    private final IsolatedPolls polls;
    private final ConsumedOffsets consumed;
    private final DeadLetters deadLetters;

    public PublishedEventPolls(
            IsolatedPolls polls, ConsumedOffsets consumed, DeadLetters deadLetters) {
        this.polls = polls;
        this.consumed = consumed;
        this.deadLetters = deadLetters;
    }

    /**
     * Hands the events over within one transaction, in the order of their partitions.
     *
     * @throws RuntimeException if the database or the broker is away; the poll is to be tried again
     */
    public void handle(
            List<ConsumerRecord<String, byte[]>> poll, Consumer<List<IncomingEvent>> handler) {
        polls.run(
                poll,
                part -> {
                    handler.accept(read(consumed.unseen(part)));
                    return part.size();
                },
                deadLetters::bury);
    }

    private List<IncomingEvent> read(List<ConsumerRecord<String, byte[]>> records) {
        var events = new ArrayList<IncomingEvent>(records.size());
        for (var record : records) {
            try {
                events.add(IncomingEvent.from(record));
            } catch (UnreadableRecord e) {
                deadLetters.bury(record, e);
            }
        }
        return events;
    }
}
