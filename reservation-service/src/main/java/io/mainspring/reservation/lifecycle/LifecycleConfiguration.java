package io.mainspring.reservation.lifecycle;

import io.mainspring.kit.eventsourcing.EventSourcing;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** This service's aggregate and its stored events. */
@Configuration(proxyBeanMethods = false)
class LifecycleConfiguration {

    static final EventSourcing DECLARATION =
            EventSourcing.of().aggregate(Reservation.class).events(ReservationEvent.class);

    @Bean
    EventSourcing eventSourcing() {
        return DECLARATION;
    }
}
