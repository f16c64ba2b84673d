package io.mainspring.correlation.stream;

import io.mainspring.contracts.Topic;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The order in which a task takes records that lie ready in several topics: by time, with calls
 * given a head start. After a crash a call may be repeated whose answer is in Kafka already; the
 * answer must not be met first because the clock of the service that asked runs ahead of the
 * gateway's.
 */
final class CallsFirst implements TimestampExtractor {

    private static final long HEAD_START = Duration.ofSeconds(5).toMillis();

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        var at = Math.max(0, record.timestamp());
        return record.topic().equals(Topic.CALLS.name()) ? Math.max(0, at - HEAD_START) : at;
    }
}
