package io.mainspring.firmware;

import io.mainspring.kit.eventsourcing.EventSourcing;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One event store for all features. */
@Configuration(proxyBeanMethods = false)
class EventSourcingConfiguration {

    @Bean
    EventSourcing eventSourcing(List<EventSourced> features) {
        var declared = EventSourcing.of();
        features.forEach(feature -> feature.declare(declared));
        return declared;
    }
}
