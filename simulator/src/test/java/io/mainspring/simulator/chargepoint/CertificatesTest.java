package io.mainspring.simulator.chargepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.ocpp.v16.action.CertificateSigned;
import io.mainspring.ocpp.v16.action.DeleteCertificate;
import io.mainspring.ocpp.v16.action.GetInstalledCertificateIds;
import io.mainspring.ocpp.v16.action.InstallCertificate;
import io.mainspring.ocpp.v16.action.OcppRequest;
import io.mainspring.ocpp.v16.action.SecurityEventNotification;
import io.mainspring.ocpp.v16.action.SignCertificate;
import io.mainspring.ocpp.v16.type.CertificateUse;
import io.mainspring.ocpp.v16.type.HashAlgorithm;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CertificatesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final KeyPair AUTHORITY = keys();
    private static final CertificateUse ROOT = CertificateUse.CENTRAL_SYSTEM_ROOT_CERTIFICATE;

    private final List<OcppRequest<?>> said = new ArrayList<>();
    private int reconnects;

    @Test
    void itAsksWithAKeyOfItsOwnAndTakesWhatFitsIt() throws Exception {
        var certificates = certificates("3");

        certificates.ask();
        var request = request();
        var answer =
                perform(
                        certificates.signed(
                                new CertificateSigned.Request(issue(request.getPublicKey()))));

        assertThat(request.getSubject()).hasToString("CN=SN-1,O=Stadtwerke");
        assertThat(answer).isEqualTo("Accepted");
        assertThat(certificates.hasOne()).isTrue();
        assertThat(reconnects).isEqualTo(1);
    }

    @Test
    void belowProfile3NothingReconnects() throws Exception {
        var certificates = certificates("2");

        certificates.ask();
        perform(
                certificates.signed(
                        new CertificateSigned.Request(issue(request().getPublicKey()))));

        assertThat(certificates.hasOne()).isTrue();
        assertThat(reconnects).isZero();
    }

    @Test
    void aCertificateForAnotherKeyIsRefusedAndReported() throws Exception {
        var certificates = certificates("3");
        certificates.ask();

        var answer =
                perform(
                        certificates.signed(
                                new CertificateSigned.Request(issue(keys().getPublic()))));

        assertThat(answer).isEqualTo("Rejected");
        assertThat(certificates.hasOne()).isFalse();
        assertThat(said.getLast())
                .isEqualTo(
                        new SecurityEventNotification.Request(
                                "InvalidChargePointCertificate", NOW, null));
    }

    @Test
    void whatNobodyAskedForIsRefused() throws Exception {
        var answer =
                perform(
                        certificates("0")
                                .signed(
                                        new CertificateSigned.Request(
                                                issue(AUTHORITY.getPublic()))));

        assertThat(answer).isEqualTo("Rejected");
    }

    @ParameterizedTest
    @EnumSource(HashAlgorithm.class)
    void aRootIsListedAndDeletedByItsHashesInAnyAlgorithm(HashAlgorithm algorithm)
            throws Exception {
        var certificates = certificates("0");
        var pem = issue(AUTHORITY.getPublic());

        assertThat(perform(certificates.install(new InstallCertificate.Request(ROOT, pem))))
                .isEqualTo("Accepted");
        assertThat(perform(certificates.list(new GetInstalledCertificateIds.Request(ROOT))))
                .isEqualTo("Accepted");
        var hashes = RootStore.hashes(RootStore.read(pem).getFirst(), algorithm);
        assertThat(perform(certificates.delete(new DeleteCertificate.Request(hashes))))
                .isEqualTo("Accepted");

        assertThat(perform(certificates.list(new GetInstalledCertificateIds.Request(ROOT))))
                .isEqualTo("NotFound");
        assertThat(perform(certificates.delete(new DeleteCertificate.Request(hashes))))
                .isEqualTo("NotFound");
    }

    @ParameterizedTest
    @EnumSource(HashAlgorithm.class)
    void aRootIsNamedWithTheAlgorithmThatItWasSignedWith(HashAlgorithm algorithm) throws Exception {
        var certificates = certificates("0");
        var pem = issue(AUTHORITY.getPublic(), algorithm.wireName() + "withECDSA");
        perform(certificates.install(new InstallCertificate.Request(ROOT, pem)));

        var answer = certificates.list(new GetInstalledCertificateIds.Request(ROOT));

        assertThat(answer)
                .extracting("response.certificateHashData")
                .isEqualTo(List.of(RootStore.hashes(RootStore.read(pem).getFirst(), algorithm)));
    }

    @Test
    void aRootThatIsNoneIsRefusedAndReported() {
        var certificates = certificates("0");

        assertThat(perform(certificates.install(new InstallCertificate.Request(ROOT, "nonsense"))))
                .isEqualTo("Rejected");
        assertThat(said)
                .containsExactly(
                        new SecurityEventNotification.Request(
                                "InvalidCentralSystemCertificate", NOW, null));
    }

    private Certificates certificates(String securityProfile) {
        return new Certificates(
                "SN-1",
                new Configuration(
                        Map.of(
                                ConfigurationKey.SECURITY_PROFILE,
                                securityProfile,
                                ConfigurationKey.CPO_NAME,
                                "Stadtwerke")),
                said::add,
                InstantSource.fixed(NOW),
                () -> reconnects++,
                Memory.NONE);
    }

    private static String perform(Answer answer) {
        if (answer instanceof Answer.Result result) {
            result.afterwards().run();
        }
        return answer.summary();
    }

    private JcaPKCS10CertificationRequest request() throws Exception {
        var csr = ((SignCertificate.Request) said.getFirst()).csr();
        try (var reader = new PemReader(new StringReader(csr))) {
            return new JcaPKCS10CertificationRequest(reader.readPemObject().getContent());
        }
    }

    private static String issue(PublicKey key) throws Exception {
        return issue(key, "SHA256withECDSA");
    }

    private static String issue(PublicKey key, String algorithm) throws Exception {
        var name = new X500Name("CN=SN-1");
        var certificate =
                new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.valueOf(0xabcdL),
                                Date.from(NOW),
                                Date.from(NOW.plus(Duration.ofDays(1))),
                                name,
                                key)
                        .build(
                                new JcaContentSignerBuilder(algorithm)
                                        .build(AUTHORITY.getPrivate()));
        var text = new StringWriter();
        try (var writer = new PemWriter(text)) {
            writer.writeObject(new PemObject("CERTIFICATE", certificate.getEncoded()));
        }
        return text.toString();
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("EC").generateKeyPair();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
