package io.mainspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mainspring.gateway.tls.Revocation;
import io.mainspring.gateway.tls.TlsMaterial;
import io.mainspring.gateway.tls.TlsSettings;
import io.mainspring.gateway.tls.TlsSettings.KeyFiles;
import io.mainspring.gateway.tls.UnusableMaterial;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway does not start with TLS that charge points could not speak. */
class UsableSuitesTest {

    @TempDir private Path directory;

    private TestTls files;

    @BeforeEach
    void makeCertificates() {
        files = new TestTls(directory);
    }

    private TlsMaterial open(List<String> own, List<String> suites) {
        return new TlsMaterial(
                new TlsSettings(
                        own.stream()
                                .map(name ->
                                        new KeyFiles(
                                                files.file(name + ".crt"),
                                                files.file(name + ".key")))
                                .toList(),
                        List.of("TLSv1.2", "TLSv1.3"),
                        suites,
                        List.of(),
                        Revocation.NONE,
                        List.of(),
                        List.of(),
                        null,
                        Duration.ofHours(1),
                        Duration.ofHours(1),
                        Duration.ofHours(1),
                        Duration.ofSeconds(1),
                        1),
                new GatewayMeters(new SimpleMeterRegistry()),
                InstantSource.system(),
                _ -> {});
    }

    @Test
    void withBothCertificatesAllFourSuitesWork() {
        try (var material = open(List.of("ec", "rsa"), TlsSettings.WHITEPAPER_SUITES)) {
            assertThat(material.servesTls()).isTrue();
            assertThat(material.checksClients()).isFalse();
        }
    }

    @Test
    void theSuitesThatMissTheirCertificateAreNamed() {
        assertThatThrownBy(() -> open(List.of("rsa"), TlsSettings.WHITEPAPER_SUITES))
                .isInstanceOf(UnusableMaterial.class)
                .hasMessageContaining("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256")
                .hasMessageContaining("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384")
                .hasMessageNotContaining("TLS_RSA_WITH_AES_128_GCM_SHA256");
        assertThatThrownBy(() -> open(List.of("ec"), TlsSettings.WHITEPAPER_SUITES))
                .isInstanceOf(UnusableMaterial.class)
                .hasMessageContaining("TLS_RSA_WITH_AES_128_GCM_SHA256")
                .hasMessageContaining("java.security.properties");
    }

    @Test
    void whoeverWantsFewerSuitesNeedsFewerCertificates() {
        try (var material =
                open(List.of("ec"), List.of("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"))) {
            assertThat(material.servesTls()).isTrue();
        }
    }

    @Test
    void aSuiteThatDoesNotExistIsNoSuite() {
        assertThatThrownBy(() -> open(List.of("ec"), List.of("TLS_WISHFUL_THINKING")))
                .isInstanceOf(UnusableMaterial.class)
                .hasMessageContaining("TLS_WISHFUL_THINKING");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> open(List.of("absent"), TlsSettings.WHITEPAPER_SUITES))
                .isInstanceOf(UnusableMaterial.class)
                .hasMessageContaining("absent.crt");
    }
}
