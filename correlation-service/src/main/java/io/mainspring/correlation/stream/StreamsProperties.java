package io.mainspring.correlation.stream;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** What Kafka Streams is told, and why: docs/adr/0012. */
final class StreamsProperties {

    private StreamsProperties() {}

    /**
     * @param connection bootstrap servers, security and whatever else an operator sets; what
     *     correctness depends on is not theirs to change
     */
    static Properties of(CorrelationSettings.Streams settings, Map<String, Object> connection) {
        var p = new HashMap<>(connection);
        p.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
        p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        p.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        p.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbyReplicas());
        p.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, settings.replicationFactor());
        // The commit interval is only looked at between polls, so a poll must not last longer.
        p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.commitInterval().toMillis());
        p.put(StreamsConfig.POLL_MS_CONFIG, settings.commitInterval().toMillis());
        // Records that lie ready in several topics are taken in the order of the broker's time.
        p.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 0L);
        p.put(producer(ProducerConfig.LINGER_MS_CONFIG), 0);
        p.put(
                producer(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                Math.toIntExact(settings.transactionTimeout().toMillis()));
        p.put(
                consumer(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                Math.toIntExact(settings.sessionTimeout().toMillis()));
        p.put(
                consumer(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
                Math.toIntExact(settings.sessionTimeout().toMillis() / 4));
        if (!settings.instanceId().isEmpty()) {
            p.put(consumer(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), settings.instanceId());
        }
        var properties = new Properties();
        properties.putAll(p);
        return properties;
    }

    private static String producer(String key) {
        return StreamsConfig.producerPrefix(key);
    }

    private static String consumer(String key) {
        return StreamsConfig.mainConsumerPrefix(key);
    }
}
