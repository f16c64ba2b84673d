package io.mainspring.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformCertificatesTest {

    @TempDir private Path directory;

    private PlatformCertificates prepare(String serverName, Clock clock) {
        return PlatformCertificates.prepare(directory, serverName, clock);
    }

    private X509Certificate certificate(String name) throws IOException, CertificateException {
        try (var in = Files.newInputStream(directory.resolve(name))) {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    @Test
    void theServersCertificatesAreOneOfEachKindAndCarryItsName() throws Exception {
        prepare("csms.example", Clock.systemUTC());

        for (var name : List.of("server-rsa.crt", "server-ec.crt")) {
            var certificate = certificate(name);
            certificate.verify(certificate("ca.crt").getPublicKey());
            assertThat(certificate.getSubjectX500Principal().getName()).contains("CN=csms.example");
            assertThat(
                            certificate.getSubjectAlternativeNames().stream()
                                    .map(n -> String.valueOf(n.get(1))))
                    .containsExactly("csms.example", "localhost", "127.0.0.1");
        }
        assertThat(certificate("server-rsa.crt").getPublicKey().getAlgorithm()).isEqualTo("RSA");
        assertThat(certificate("server-ec.crt").getPublicKey().getAlgorithm()).isEqualTo("EC");
    }

    @Test
    void keysAreForTheirOwnerOnly() throws IOException {
        prepare("localhost", Clock.systemUTC());

        for (var key : List.of("ca.key", "server-rsa.key", "server-ec.key")) {
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(directory.resolve(key))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aRestartKeepsWhatIsThere() throws Exception {
        prepare("localhost", Clock.systemUTC());
        var authority = certificate("ca.crt");
        var server = certificate("server-rsa.crt");

        prepare("localhost", Clock.systemUTC());

        assertThat(certificate("ca.crt")).isEqualTo(authority);
        assertThat(certificate("server-rsa.crt")).isEqualTo(server);
    }

    @Test
    void anotherNameOrALateDateMakesNewOnesOfTheSameAuthority() throws Exception {
        prepare("localhost", Clock.systemUTC());
        var authority = certificate("ca.crt");
        var first = certificate("server-ec.crt");

        prepare("csms.example", Clock.systemUTC());
        var second = certificate("server-ec.crt");
        prepare("csms.example", Clock.offset(Clock.systemUTC(), Duration.ofDays(340)));
        var third = certificate("server-ec.crt");

        assertThat(second).isNotEqualTo(first);
        assertThat(third).isNotEqualTo(second);
        assertThat(certificate("ca.crt")).isEqualTo(authority);
    }

    @Test
    void whatComesToItsEndUnderARunningPlatformIsMadeAnew() throws Exception {
        var now = new AtomicReference<>(Instant.now());
        var certificates = prepare("localhost", clock(now));
        var first = certificate("server-rsa.crt");

        now.updateAndGet(start -> start.plus(Duration.ofDays(300)));
        certificates.renew();
        assertThat(certificate("server-rsa.crt")).isEqualTo(first);

        now.updateAndGet(later -> later.plus(Duration.ofDays(40)));
        certificates.renew();
        assertThat(certificate("server-rsa.crt")).isNotEqualTo(first);
    }

    @Test
    void certificatesOfAFormerAuthorityAreMadeAnew() throws Exception {
        prepare("localhost", Clock.systemUTC());
        for (var name : List.of("ca.crt", "ca.key", "ca.crl")) {
            Files.delete(directory.resolve(name));
        }

        prepare("localhost", Clock.systemUTC());

        for (var name : List.of("server-rsa.crt", "server-ec.crt")) {
            certificate(name).verify(certificate("ca.crt").getPublicKey());
        }
    }

    private static Clock clock(AtomicReference<Instant> now) {
        return ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    }
}
