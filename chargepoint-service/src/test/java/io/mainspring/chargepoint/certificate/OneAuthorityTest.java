package io.mainspring.chargepoint.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mainspring.chargepoint.ChargepointServiceTest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

@ChargepointServiceTest
class OneAuthorityTest {

    @Autowired private JdbcClient sql;
    @Autowired private CertificateProperties settings;
    @Autowired private SigningAuthority authority;
    @Autowired private MeterRegistry meters;

    @Test
    void aReplicaWithADirectoryOfItsOwnDoesNotStart(@TempDir Path elsewhere) {
        assertThatThrownBy(() -> start(elsewhere))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(elsewhere.toString());
    }

    @Test
    void oneThatSharesTheDirectorySignsWithTheSameKey() {
        assertThat(start(settings.directory()).trustAnchors()).isEqualTo(authority.trustAnchors());
    }

    @Test
    void theAgeOfTheRevocationListCanBeWatched() {
        assertThat(meters.get("certificates.revocation.list.expiry").timeGauge().value())
                .isBetween(
                        (double) Duration.ofDays(6).toSeconds(),
                        (double) Duration.ofDays(7).toSeconds());
    }

    private SigningAuthority start(Path directory) {
        return new CertificateConfiguration()
                .signingAuthority(
                        new StaticListableBeanFactory().getBeanProvider(CertificateAuthority.class),
                        new CertificateProperties(
                                true,
                                directory,
                                null,
                                "Stadtwerke",
                                KeyAlgorithm.EC_P256,
                                Duration.ofDays(1),
                                false,
                                Set.of("RSA", "EC"),
                                2048,
                                224,
                                false,
                                null,
                                Duration.ofSeconds(60),
                                Duration.ofHours(24),
                                Duration.ZERO),
                        sql,
                        new SimpleMeterRegistry(),
                        Clock.systemUTC());
    }
}
