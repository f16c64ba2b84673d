package io.mainspring.chargepoint;

import io.mainspring.chargepoint.datatransfer.VendorExtension;
import io.mainspring.ocpp.v16.action.DataTransfer;
import io.mainspring.ocpp.v16.type.DataTransferStatus;
import io.mainspring.testkit.Correlation;
import io.mainspring.testkit.Gateway;
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
                "/api/v1/charge-points");
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

    /** Answers what it was sent; chokes on "boom". */
    @Bean
    VendorExtension echo() {
        return new VendorExtension() {
            @Override
            public String vendorId() {
                return "org.example.Echo";
            }

            @Override
            public DataTransfer.Response answer(
                    String chargePointId, DataTransfer.Request request) {
                if ("boom".equals(request.data())) {
                    throw new IllegalStateException("choked");
                }
                return new DataTransfer.Response(DataTransferStatus.ACCEPTED, request.data());
            }
        };
    }
}
