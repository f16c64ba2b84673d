package io.mainspring.kit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The platform's topics.
 *
 * @param partitions of every keyed topic: 3 x the largest number of service replicas ever wanted;
 *     changing it later moves charge points between partitions
 * @param deliveryPartitions one per gateway, so at least the largest number of gateways ever wanted
 * @param replicationFactor 3 where there are three brokers
 * @param deliveryRetention deliveries are worthless once their socket is gone
 * @param requestRetention how long a service may be down without losing anything
 * @param eventRetention how long consumers of published events may be down
 */
@ConfigurationProperties("mainspring.kafka")
record KafkaSettings(
        @DefaultValue("12") int partitions,
        @DefaultValue("32") int deliveryPartitions,
        @DefaultValue("1") short replicationFactor,
        @DefaultValue("1h") Duration deliveryRetention,
        @DefaultValue("7d") Duration requestRetention,
        @DefaultValue("30d") Duration eventRetention) {}
