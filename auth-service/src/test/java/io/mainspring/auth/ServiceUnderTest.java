package io.mainspring.auth;

import io.mainspring.contracts.Owner;
import io.mainspring.testkit.Correlation;
import io.mainspring.testkit.Gateway;
import io.mainspring.testkit.OtherService;
import java.time.Instant;
import java.util.Objects;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.kafka.core.KafkaTemplate;

/** What tests hold in their hands: the clock, the operators' side, the charge points' side. */
@TestConfiguration(proxyBeanMethods = false)
public class ServiceUnderTest {

    /** The time at which the tests of the service happen, unless they leap ahead. */
    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Bean
    TestClock clock() {
        return new TestClock();
    }

    @Bean
    @Lazy
    Rest rest(ServletWebServerApplicationContext server) {
        return new Rest(server);
    }

    @Bean
    @Lazy
    ChargePoints chargePoints(KafkaTemplate<String, byte[]> kafka) {
        return new ChargePoints(kafka);
    }

    /** The operators' side of local lists. */
    @Bean
    @Lazy
    io.mainspring.testkit.Rest operatorOfLocalLists(ServletWebServerApplicationContext server) {
        return new io.mainspring.testkit.Rest(
                () -> Objects.requireNonNull(server.getWebServer()).getPort(),
                "/api/v1/local-lists");
    }

    @Bean(destroyMethod = "close")
    @Lazy
    Gateway gateway() {
        return new Gateway();
    }

    @Bean(destroyMethod = "close")
    @Lazy
    OtherService chargepointService() {
        return new OtherService(Owner.CHARGEPOINT);
    }

    @Bean(destroyMethod = "close")
    @Lazy
    Correlation correlation() {
        return new Correlation();
    }
}
