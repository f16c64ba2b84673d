package io.mainspring.auth.idtag;

import io.mainspring.kit.eventsourcing.EventSourcing;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** This service's aggregate and its stored events. */
@Configuration(proxyBeanMethods = false)
class IdTagSourcing {

    static final EventSourcing DECLARATION =
            EventSourcing.of().aggregate(IdTag.class).events(IdTagEvent.class);

    @Bean
    EventSourcing eventSourcing() {
        return DECLARATION;
    }
}
