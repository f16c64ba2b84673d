package io.mainspring.transaction.lifecycle;

import io.mainspring.kit.eventsourcing.EventSourcing;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one aggregate of this service. */
@Configuration(proxyBeanMethods = false)
class LifecycleConfiguration {

    /** A transaction's stream stays short (meter values are not in it), so no snapshots. */
    @Bean
    EventSourcing eventSourcing() {
        return EventSourcing.of().aggregate(Transaction.class).events(TransactionEvent.class);
    }
}
