package io.mainspring.reservation;

import io.mainspring.contracts.Owner;
import io.mainspring.testkit.Correlation;
import io.mainspring.testkit.Gateway;
import io.mainspring.testkit.OtherService;
import io.mainspring.testkit.Rest;
import java.util.Objects;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** What tests hold in their hands: the operators' side and the other services' side. */
@TestConfiguration(proxyBeanMethods = false)
public class ServiceUnderTest {

    @Bean
    @Lazy
    Rest rest(ServletWebServerApplicationContext server) {
        return new Rest(
                () -> Objects.requireNonNull(server.getWebServer()).getPort(),
                "/api/v1/reservations");
    }

    @Bean(destroyMethod = "close")
    @Lazy
    Gateway gateway() {
        return new Gateway();
    }

    @Bean(destroyMethod = "close")
    Correlation correlation() {
        return new Correlation();
    }

    @Bean
    TestClock clock() {
        return new TestClock();
    }

    @Bean(destroyMethod = "close")
    OtherService transactionService() {
        return new OtherService(Owner.TRANSACTION);
    }

    @Bean(destroyMethod = "close")
    OtherService chargePointService() {
        return new OtherService(Owner.CHARGEPOINT);
    }
}
