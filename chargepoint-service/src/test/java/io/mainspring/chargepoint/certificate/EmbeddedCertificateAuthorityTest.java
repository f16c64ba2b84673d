package io.mainspring.chargepoint.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EmbeddedCertificateAuthorityTest {

    private static final KeyPair KEYS = KeyAlgorithm.EC_P256.generate();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @ParameterizedTest
    @EnumSource(KeyAlgorithm.class)
    void javaItselfFollowsAChainToTheRoot(KeyAlgorithm algorithm) throws Exception {
        var authority = open(algorithm, null);

        var chain = sign(authority, "SN-4711");

        validate(authority, chain);
        assertThat(chain).hasSize(1);
        assertThat(chain.getFirst().getSigAlgName()).isEqualTo(algorithm.signature());
        assertThat(chain.getFirst().getPublicKey()).isEqualTo(KEYS.getPublic());
        assertThat(chain.getFirst().getSubjectX500Principal().getName())
                .isEqualTo("CN=SN-4711,O=Stadtwerke");
        assertThat(chain.getFirst().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
    }

    @Test
    void aRevokedCertificateIsRefusedAndTheNextOneIsNot() throws Exception {
        var authority = open(KeyAlgorithm.RSA_2048, null);
        var revoked = sign(authority, "SN-1");
        var other = sign(authority, "SN-1");

        authority.revoke(revoked.getFirst().getSerialNumber()).toCompletableFuture().get();
        authority.revoke(revoked.getFirst().getSerialNumber()).toCompletableFuture().get();

        assertThatThrownBy(() -> validate(authority, revoked))
                .isInstanceOf(CertPathValidatorException.class)
                .hasMessageContaining("revoked");
        validate(authority, other);
    }

    @Test
    void anAuthorityIsTheSameAfterARestartAndSoAreItsRevocations() throws Exception {
        var before = open(KeyAlgorithm.RSA_2048, null);
        var revoked = sign(before, "SN-1");
        before.revoke(revoked.getFirst().getSerialNumber()).toCompletableFuture().get();

        var after = open(KeyAlgorithm.EC_P256, null);

        assertThat(after.trustAnchors()).isEqualTo(before.trustAnchors());
        validate(before, sign(after, "SN-2"));
        assertThatThrownBy(() -> validate(after, revoked))
                .isInstanceOf(CertPathValidatorException.class);
    }

    @Test
    void theKeyIsForItsOwnerOnly() throws IOException {
        open(KeyAlgorithm.EC_P256, null);

        assertThat(Files.getPosixFilePermissions(directory.resolve("ca.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.readString(directory.resolve("ca.crt")))
                .startsWith("-----BEGIN CERTIFICATE-----\n");
    }

    @Test
    void aPasswordProtectsTheKey() throws Exception {
        var before = open(KeyAlgorithm.EC_P256, "correct horse");

        var after = open(KeyAlgorithm.EC_P256, "correct horse");

        assertThat(after.trustAnchors()).isEqualTo(before.trustAnchors());
        validate(before, sign(after, "SN-1"));
        assertThat(directory.resolve("ca.key")).doesNotExist();
        assertThatThrownBy(() -> open(KeyAlgorithm.EC_P256, "battery staple"))
                .isInstanceOf(java.io.UncheckedIOException.class);
        assertThatThrownBy(() -> open(KeyAlgorithm.EC_P256, null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not its key");
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyAlgorithm.class,
            names = {"RSA_2048", "EC_P256"})
    void aServerCertificateNamesItsHosts(KeyAlgorithm algorithm) throws Exception {
        var authority = open(KeyAlgorithm.RSA_3072, null);

        var server =
                authority.issueServerCertificate(
                        List.of("csms.example.org", "127.0.0.1", "::1"), algorithm);
        server.write(directory.resolve("server.crt"), directory.resolve("server.key"));

        validate(authority, server.chain());
        var certificate = server.chain().getFirst();
        assertThat(certificate.getSubjectX500Principal().getName())
                .isEqualTo("CN=csms.example.org,O=Stadtwerke");
        assertThat(
                        certificate.getSubjectAlternativeNames().stream()
                                .map(name -> (Object) name.get(1)))
                .containsExactly("csms.example.org", "127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(Pem.certificates(Files.readString(directory.resolve("server.crt"))))
                .isEqualTo(server.chain());
        assertThat(Files.readString(directory.resolve("server.key")))
                .startsWith("-----BEGIN PRIVATE KEY-----\n");
    }

    private EmbeddedCertificateAuthority open(KeyAlgorithm algorithm, @Nullable String password) {
        return EmbeddedCertificateAuthority.openOrCreate(
                directory,
                new EmbeddedCertificateAuthority.Settings(
                        "Stadtwerke", algorithm, Duration.ofDays(90), password),
                Clock.systemUTC());
    }

    private static List<X509Certificate> sign(CertificateAuthority authority, String commonName)
            throws Exception {
        return authority
                .sign(
                        new CertificateAuthority.Order(
                                new UUID(0, 1), new byte[0], KEYS.getPublic(), commonName))
                .toCompletableFuture()
                .get();
    }

    private static void validate(
            EmbeddedCertificateAuthority authority, List<X509Certificate> chain)
            throws GeneralSecurityException, IOException {
        var factory = CertificateFactory.getInstance("X.509");
        var parameters =
                new PKIXParameters(
                        Set.of(new TrustAnchor(authority.trustAnchors().getFirst(), null)));
        parameters.setRevocationEnabled(true);
        parameters.addCertStore(
                CertStore.getInstance(
                        "Collection",
                        new CollectionCertStoreParameters(
                                factory.generateCRLs(
                                        new ByteArrayInputStream(
                                                Files.readAllBytes(
                                                        authority.revocationListFile()))))));
        CertPathValidator.getInstance("PKIX").validate(factory.generateCertPath(chain), parameters);
    }
}
