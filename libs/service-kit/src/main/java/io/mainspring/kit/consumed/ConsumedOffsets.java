package io.mainspring.kit.consumed;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.support.KafkaUtils;

/**
 * Remembers, in the caller's own transaction, how far each partition was consumed: what a record
 * changed and the fact that it was consumed are one commit, so a record counts exactly once however
 * often Kafka delivers it, with no unique index to pay for. Each consumer group counts for itself.
 */
public final class ConsumedOffsets {

    private final JdbcClient sql;

    public ConsumedOffsets(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * Drops what was consumed before and marks the rest as consumed. Locks the partitions'
     * positions until the transaction ends, so two consumers of one partition (a stalled one and
     * its successor) cannot both count a record.
     *
     * @return the records not consumed before, in their order
     */
    public <V> List<ConsumerRecord<String, V>> unseen(List<ConsumerRecord<String, V>> poll) {
        if (poll.isEmpty()) {
            return poll;
        }
        var last = new TreeMap<Partition, Long>();
        for (var record : poll) {
            last.merge(Partition.of(record), record.offset() + 1, Math::max);
        }
        var topics = last.keySet().stream().map(Partition::topic).toArray(String[]::new);
        var partitions = last.keySet().stream().map(Partition::number).toArray(Integer[]::new);
        var consumer = Objects.requireNonNullElse(KafkaUtils.getConsumerGroupId(), "");
        var known = positions(consumer, topics, partitions);
        sql.sql(
                        """
                        insert into consumed_offset (consumer, topic, partition, next_offset)
                        select ?, * from unnest(?::text[], ?::int[], ?::bigint[])
                        on conflict (consumer, topic, partition) do update
                        set next_offset = greatest(consumed_offset.next_offset, excluded.next_offset)
                        """)
                .params(consumer, topics, partitions, last.values().toArray(Long[]::new))
                .update();
        return poll.stream()
                .filter(r -> r.offset() >= known.getOrDefault(Partition.of(r), 0L))
                .toList();
    }

    private Map<Partition, Long> positions(String consumer, String[] topics, Integer[] partitions) {
        var known = new HashMap<Partition, Long>();
        sql.sql(
                        """
                        select topic, partition, next_offset from consumed_offset
                        where consumer = ?
                            and (topic, partition) in (select * from unnest(?::text[], ?::int[]))
                        order by topic, partition
                        for update
                        """)
                .params(consumer, topics, partitions)
                .query(row -> {
                    known.put(new Partition(row.getString(1), row.getInt(2)), row.getLong(3));
                });
        return known;
    }

    private record Partition(String topic, int number) implements Comparable<Partition> {

        static Partition of(ConsumerRecord<?, ?> record) {
            return new Partition(record.topic(), record.partition());
        }

        @Override
        public int compareTo(Partition other) {
            int byTopic = topic.compareTo(other.topic);
            return byTopic != 0 ? byTopic : Integer.compare(number, other.number);
        }
    }
}
