package io.mainspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mainspring.gateway.handshake.SubprotocolMismatch;
import io.mainspring.gateway.handshake.UnknownChargePoints;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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
        assertThat(defaults.plain()).isTrue();
        assertThat(defaults.tls().isOn()).isFalse();
        assertThat(defaults.proxies().ranges()).isEmpty();
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
        "plain, false",
        "tls.port, -1",
        "tls.minimum-version, TLSv1.1",
        "tls.cipher-suites, TLS_RSA_WITH_NULL_SHA256",
        "tls.cipher-suites, TLS_DH_anon_WITH_AES_128_GCM_SHA256",
        "tls.cipher-suites, TLS_ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA",
        "tls.reload-interval, 0s",
        "tls.handshakes, 0",
        "tls.recheck-after, 0s",
        "tls.clients.refresh-interval, 0s",
        "key-grace, -1s",
        "tls.clients.revocation-lists, ca.crl",
        "proxies.trusted, 10.0.0.0/33",
        "proxies.trusted, proxy.example",
    })
    void nonsenseIsRefusedAtStartNamingTheKey(String key, String value) {
        assertThatThrownBy(() -> bind(Map.of(key, value)))
                .rootCause()
                .hasMessageContaining("mainspring.gateway." + key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"certificate", "key"})
    void halfAPairIsRefusedNamingTheKey(String half) {
        assertThatThrownBy(() -> bind(Map.of("tls.certificates[0]." + half, "/etc/tls/file")))
                .rootCause()
                .hasMessageContaining("mainspring.gateway.tls.certificates");
    }

    @Test
    void aRevocationListIsAFileOrAnAddress() {
        var tls =
                bind(Map.of(
                                "tls.clients.revocation",
                                "crl",
                                "tls.clients.revocation-lists",
                                "/etc/tls/ca.crl,https://ca.example/ca.crl"))
                        .tls()
                        .settings(Duration.ofSeconds(1));

        assertThat(tls.revocationLists()).containsExactly(Path.of("/etc/tls/ca.crl"));
        assertThat(tls.revocationAddresses())
                .containsExactly(URI.create("https://ca.example/ca.crl"));
    }

    @Test
    void aDisabledActionMustExist() {
        var typo = bind(Map.of("disabled-actions", "SignCertificat"));

        assertThatThrownBy(typo::disabled).hasMessageContaining("SignCertificat");
    }
}
