package io.mainspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mainspring.gateway.handshake.SubprotocolMismatch;
import io.mainspring.gateway.handshake.UnknownChargePoints;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class GatewayPropertiesTest {

    private static GatewayProperties bind(Map<String, String> given) {
        var all = new HashMap<String, String>();
        all.put("mainspring.gateway.instance", "gateway-0");
        given.forEach((key, value) -> all.put("mainspring.gateway." + key, value));
        return new Binder(new MapConfigurationPropertySource(all))
                .bind("mainspring.gateway", GatewayProperties.class)
                .get();
    }

    @Test
    void theDefaultsAreSafeForProduction() {
        var defaults = bind(Map.of());

        assertThat(defaults.unknownChargePoints()).isEqualTo(UnknownChargePoints.REJECT);
        assertThat(defaults.subprotocolMismatch()).isEqualTo(SubprotocolMismatch.REFUSE);
        assertThat(defaults.responseTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(defaults.disabled()).isEmpty();
        assertThat(defaults.limits().waitingCalls()).isGreaterThanOrEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({
        "instance, ' '",
        "port, 65536",
        "path, ocpp/",
        "path, /ocpp",
        "response-timeout, 0s",
        "ping-interval, -1s",
        "limits.connections, 0",
        "limits.frames-per-second, 0",
        "limits.frame-size, 100B",
        "limits.frame-size, 1GB",
        "limits.waiting-size, 1KB",
    })
    void nonsenseIsRefusedAtStartNamingTheKey(String key, String value) {
        assertThatThrownBy(() -> bind(Map.of(key, value)))
                .rootCause()
                .hasMessageContaining("mainspring.gateway." + key);
    }

    @Test
    void aDisabledActionMustExist() {
        var typo = bind(Map.of("disabled-actions", "SignCertificat"));

        assertThatThrownBy(typo::disabled).hasMessageContaining("SignCertificat");
    }
}
