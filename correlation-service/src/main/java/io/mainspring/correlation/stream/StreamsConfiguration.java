package io.mainspring.correlation.stream;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CorrelationSettings.class)
class StreamsConfiguration {

    @Bean
    CorrelationStreams correlationStreams(
            CorrelationSettings settings, KafkaProperties kafka, MeterRegistry meters) {
        return new CorrelationStreams(
                CorrelationTopology.build(settings, meters),
                StreamsProperties.of(settings.streams(), kafka.buildStreamsProperties()),
                kafka.buildAdminProperties());
    }

    /** Part of readiness: without the topology, calls stay where they are. */
    @Bean
    HealthIndicator correlationHealthIndicator(CorrelationStreams streams) {
        return () -> {
            var state = streams.state();
            return (state.isRunningOrRebalancing() ? Health.up() : Health.down())
                    .withDetail("state", state)
                    .build();
        };
    }
}
