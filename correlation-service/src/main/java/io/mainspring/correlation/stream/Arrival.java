package io.mainspring.correlation.stream;

import io.mainspring.contracts.Call;
import io.mainspring.contracts.ConnectionNotice;
import io.mainspring.contracts.Result;
import io.mainspring.contracts.Topic;
import io.mainspring.contracts.UnreadableRecord;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** A record of one of the three source topics, its envelope understood. */
sealed interface Arrival {

    record OfCall(Call call) implements Arrival {}

    record OfResult(Result result) implements Arrival {}

    /**
     * @param epoch of the connection the notice speaks of
     */
    record OfNotice(ConnectionNotice notice, long epoch) implements Arrival {}

    /** A tombstone: compaction's business. */
    record OfNothing() implements Arrival {}

    /**
     * @throws UnreadableRecord if the record cannot be attributed or its envelope makes no sense
     */
    static Arrival of(Record<String, byte[]> record, RecordMetadata origin) {
        if (record.key() == null) {
            throw new UnreadableRecord("record has no key");
        }
        var topic = origin.topic();
        if (topic.equals(Topic.CONNECTIONS.name())) {
            return record.value() == null ? new OfNothing() : notice(record, origin.offset());
        }
        if (record.value() == null) {
            throw new UnreadableRecord("record has no value");
        }
        if (topic.equals(Topic.CALLS.name())) {
            return new OfCall(Call.from(record.key(), record.headers(), record.value()));
        }
        return new OfResult(Result.from(record.key(), record.headers(), record.value()));
    }

    private static Arrival notice(Record<String, byte[]> record, long offset) {
        var notice = ConnectionNotice.read(record.value());
        return new OfNotice(notice, notice.epochAt(offset));
    }
}
