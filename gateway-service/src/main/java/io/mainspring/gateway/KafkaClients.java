package io.mainspring.gateway;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/**
 * Kafka as the gateway needs it: addresses and security as for every service, but a producer that
 * may be called on an event loop, and consumers that belong to no group.
 */
final class KafkaClients {

    private final KafkaProperties properties;
    private final String gateway;

    KafkaClients(KafkaProperties properties, String gateway) {
        this.properties = properties;
        this.gateway = gateway;
    }

    /**
     * Blocks nobody: a record that cannot be buffered fails at once, any other within the time-out.
     *
     * @param timeout not longer than a charge point waits, so that what was not told in time is not
     *     written behind its back much later
     */
    Producer<String, byte[]> producer(Duration timeout) {
        var settings = properties.buildProducerProperties();
        settings.putAll(
                Map.of(
                        ProducerConfig.CLIENT_ID_CONFIG,
                        gateway,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        0,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        (int) timeout.toMillis(),
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        (int) timeout.toMillis() / 2,
                        ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        500,
                        // A topic that is not written to for a while would have to be asked for
                        // again, and max.block.ms leaves no time for that.
                        ProducerConfig.METADATA_MAX_IDLE_CONFIG,
                        Duration.ofDays(3650).toMillis()));
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** @param purpose tells the gateway's consumers apart in the broker's logs and metrics */
    Consumer<String, byte[]> consumer(String purpose) {
        var settings = properties.buildConsumerProperties();
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.putAll(
                Map.of(
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        gateway + "-" + purpose,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        500,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        10_000,
                        ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        5_000));
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
