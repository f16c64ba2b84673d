package io.mainspring.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mainspring.chargepoint.certificate.EmbeddedCertificateAuthority;
import io.mainspring.chargepoint.certificate.KeyAlgorithm;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import io.mainspring.scenarios.bed.OnThePlatform;
import io.mainspring.scenarios.bed.Operator;
import io.mainspring.scenarios.bed.TestBed;
import io.mainspring.scenarios.bed.TestChargePoint;
import io.mainspring.scenarios.bed.TlsMaterials;
import io.mainspring.simulator.chargepoint.Backoff;
import io.mainspring.simulator.chargepoint.ConfigurationKey;
import io.mainspring.simulator.chargepoint.Pace;
import io.mainspring.simulator.chargepoint.Setup;
import io.mainspring.simulator.chargepoint.TlsSetup;
import io.mainspring.simulator.fleet.Fleet;
import io.mainspring.simulator.scripted.ChargePoint;
import io.mainspring.simulator.wire.ClientTls;
import io.mainspring.simulator.wire.HandshakeRefused;
import io.mainspring.simulator.wire.TlsRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@OnThePlatform
@DisplayName("Security profiles: passwords, server certificates, client certificates")
class SecurityProfileScenario {

    private static final String KEY = "0a0b0c0d0e0f101112131415161718191a1b1c1d";
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int ALERT = 0x15;
    private static final Pace QUICK =
            new Pace(
                    Duration.ofMillis(200),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10),
                    new Backoff(Duration.ofMillis(100), Duration.ofMillis(500)),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5));

    private final TestBed bed;

    SecurityProfileScenario(TestBed bed) {
        this.bed = bed;
    }

    private static byte[] key() {
        return HexFormat.of().parseHex(KEY);
    }

    @Test
    @DisplayName("TC_085_CSMS Basic authentication, security profile 1")
    void tc_085_basic_authentication() {
        var identity = bed.registered(1, KEY);
        var dialling = ChargePoint.at(bed.platform().ocppUri()).named(identity);

        assertThat(refusal(dialling)).isEqualTo(UNAUTHORIZED);
        assertThat(refusal(dialling.key("wrong password 01".getBytes(UTF_8))))
                .isEqualTo(UNAUTHORIZED);
        try (var chargePoint = TestChargePoint.over(dialling.key(key()).connect())) {
            boots(chargePoint);
        }
    }

    @Test
    @DisplayName("TC_085_CSMS Basic authentication, security profile 2")
    void tc_085_basic_authentication_by_tls() {
        var identity = bed.registered(2, KEY);

        assertThat(refusal(bed.tlsDialling(identity))).isEqualTo(UNAUTHORIZED);
        try (var chargePoint = bed.tlsChargePoint(identity, key())) {
            boots(chargePoint);
        }
    }

    @DisplayName("TC_086_CSMS TLS server certificate")
    @ParameterizedTest(name = "{displayName} with {0}")
    @CsvSource({
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, EC",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, EC",
        "TLS_RSA_WITH_AES_128_GCM_SHA256, RSA",
        "TLS_RSA_WITH_AES_256_GCM_SHA384, RSA",
    })
    void tc_086_server_certificate(String suite, String algorithm)
            throws IOException, GeneralSecurityException {
        var shown = serverCertificate(suite);
        assertThat(shown.getPublicKey().getAlgorithm()).isEqualTo(algorithm);
        assertThat(keyBits(shown)).isGreaterThanOrEqualTo(algorithm.equals("RSA") ? 2048 : 224);
        assertThat(shown.getVersion()).isEqualTo(3);
        assertThat(shown.getSerialNumber()).isPositive();
        assertThat(shown.getSubjectX500Principal().getName())
                .contains("CN=" + bed.platform().ocppsUri().getHost());

        var identity = bed.registered(2, KEY);
        var tls = bed.tls().trusting().offering("TLSv1.2", suite);
        try (var chargePoint =
                TestChargePoint.over(bed.tlsDialling(identity).tls(tls).key(key()).connect())) {
            boots(chargePoint);
        }
    }

    @DisplayName("TC_087_CSMS TLS client certificate")
    @ParameterizedTest(name = "{displayName} with {0} {1}")
    @CsvSource({
        "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLSv1.2, TLS_RSA_WITH_AES_128_GCM_SHA256",
        "TLSv1.2, TLS_RSA_WITH_AES_256_GCM_SHA384",
        "TLSv1.3, TLS_AES_128_GCM_SHA256",
    })
    void tc_087_client_certificate(String protocol, String suite) {
        var identity = bed.registered(3, null);
        var tls = bed.tls().certified(identity).offering(protocol, suite);

        try (var chargePoint = bed.tlsChargePoint(identity, tls)) {
            boots(chargePoint);
            awaitProfile(identity, 3);
        }
        assertThat(refusal(bed.tlsDialling(identity))).as("no certificate").isEqualTo(FORBIDDEN);
    }

    @Test
    @DisplayName("X-18 A certificate that is not this charge point's, or not valid, is refused")
    void x_18_client_certificates(@TempDir Path elsewhere) {
        var identity = bed.registered(3, null);
        var other = bed.registered(3, null);
        var ours = bed.tls().authority();
        var aWeekAgo = Clock.offset(Clock.systemUTC(), Duration.ofDays(-7));
        var expired =
                bed.tls()
                        .authority(
                                bed.platform().authorityDirectory(),
                                TlsMaterials.ORGANIZATION,
                                aWeekAgo);
        var stranger = bed.tls().authority(elsewhere, TlsMaterials.ORGANIZATION, Clock.systemUTC());
        var wrongOrganization =
                bed.tls()
                        .authority(
                                bed.platform().authorityDirectory(),
                                "Somebody else",
                                Clock.systemUTC());
        ours.renewRevocationList(); // the clock of a week ago has dated it

        assertThat(refusal(dialling(identity, bed.tls().certified(other))))
                .as("another charge point's")
                .isEqualTo(FORBIDDEN);
        assertThat(refusal(dialling(identity, bed.tls().certifiedBy(wrongOrganization, identity))))
                .as("wrong O")
                .isEqualTo(FORBIDDEN);
        assertThat(refusal(dialling(identity, bed.tls().selfSigned(identity))))
                .as("its own word alone, which a client keeps back that hears whom we trust")
                .isEqualTo(FORBIDDEN);
        assertRefusedByTls(identity, bed.tls().certifiedBy(expired, identity));
        assertRefusedByTls(identity, bed.tls().certifiedBy(stranger, identity));
        try (var chargePoint = bed.tlsChargePoint(identity, bed.tls().certified(identity))) {
            boots(chargePoint);
        }
    }

    @Test
    @DisplayName("X-18 A revoked certificate is refused within seconds")
    void x_18_revoked() {
        var identity = bed.registered(3, null);
        EmbeddedCertificateAuthority authority = bed.tls().authority();
        var keys = KeyAlgorithm.EC_P256.generate();
        var chain =
                authority.issueClientCertificate(keys.getPublic(), identity, Duration.ofDays(1));
        var tls = bed.tls().trusting().withCertificate(keys.getPrivate(), chain);
        try (var chargePoint = bed.tlsChargePoint(identity, tls)) {
            boots(chargePoint);
        }

        authority.revoke(chain.getFirst().getSerialNumber()).toCompletableFuture().join();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertRefusedByTls(identity, tls));
    }

    @DisplayName("X-19 TLS 1.1, and suites without encryption, identity or strength, are refused")
    @ParameterizedTest(name = "X-19 {2} is refused")
    @CsvSource({
        "0x0302, 0xc02b, TLS 1.1",
        "0x0302, 0x002f, TLS 1.1 with AES-CBC",
        "0x0303, 0x003b, NULL encryption",
        "0x0303, 0x00a6, anonymous key exchange",
        "0x0303, 0x000a, 3DES",
        "0x0303, 0xc008, 3DES with ECDSA",
    })
    void x_19_weak_tls(String version, String suite, String what) throws IOException {
        assertThat(answerToHello(Integer.decode(version), Integer.decode(suite)))
                .as(what)
                .isEqualTo(ALERT);
        assertThat(answerToHello(0x0303, 0xc02b))
                .as("the same with a good suite")
                .isNotEqualTo(ALERT);
    }

    @Test
    @DisplayName("A simulated charge point that is raised to profile 2 returns by TLS, for good")
    void raised_to_profile_2() {
        var identity = bed.registered(1, KEY);
        try (var fleet = new Fleet(List.of(simulated(identity, bed.tls().trusting())), 1, 7)) {
            fleet.powerOn(0);
            awaitProfile(identity, 1);

            change(identity, "2").isAnswered("Accepted");
            bed.operator().ask(identity, "reset", "{\"type\":\"Hard\"}").isAnswered("Accepted");

            awaitProfile(identity, 2);
            assertThat(refusal(ChargePoint.at(bed.platform().ocppUri()).named(identity).key(key())))
                    .isEqualTo(FORBIDDEN);
        }
    }

    @Test
    @DisplayName("One that cannot be reached by TLS returns to its old profile, and is let in")
    void rolled_back_to_profile_1(@TempDir Path elsewhere) {
        var identity = bed.registered(1, KEY);
        var stranger = bed.tls().authority(elsewhere, TlsMaterials.ORGANIZATION, Clock.systemUTC());
        var trustsSomebodyElse = ClientTls.trusting(stranger.trustAnchors());
        try (var fleet = new Fleet(List.of(simulated(identity, trustsSomebodyElse)), 1, 7)) {
            fleet.powerOn(0);
            awaitProfile(identity, 1);
            var before = bed.operator().get("/api/v1/connections/" + identity).text("since");

            change(identity, "2").isAnswered("Accepted");
            bed.operator().ask(identity, "reset", "{\"type\":\"Hard\"}").isAnswered("Accepted");

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> {
                        var connection = bed.operator().get("/api/v1/connections/" + identity);
                        assertThat(connection.text("since")).isNotEqualTo(before);
                        assertThat(connection.body().path("connected").asBoolean(false)).isTrue();
                    });
            awaitProfile(identity, 1);
            var shown =
                    bed.operator()
                            .ask(identity, "get-configuration", "{\"key\":[\"SecurityProfile\"]}")
                            .await()
                            .body()
                            .path("response")
                            .path("configurationKey")
                            .path(0);
            assertThat(shown.path("value").asString("")).isEqualTo("1");
        }
    }

    private Setup simulated(String identity, ClientTls tls) {
        return Setup.of(bed.platform().ocppUri(), identity)
                .withKey(key())
                .withTls(new TlsSetup(bed.platform().ocppsUri(), tls))
                .withConfiguration(Map.of(ConfigurationKey.SECURITY_PROFILE, "1"))
                .withPace(QUICK);
    }

    private Operator.Asking change(String identity, String profile) {
        return bed.operator()
                .ask(
                        identity,
                        "change-configuration",
                        "{\"key\":\"SecurityProfile\",\"value\":\"" + profile + "\"}");
    }

    private void awaitProfile(String identity, int profile) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(
                                        bed.operator()
                                                .get("/api/v1/connections/" + identity)
                                                .body()
                                                .path("securityProfile")
                                                .asInt(-1))
                                .isEqualTo(profile));
    }

    private static void boots(TestChargePoint chargePoint) {
        assertThat(chargePoint.boot().status()).isEqualTo(RegistrationStatus.ACCEPTED);
        chargePoint.available();
    }

    private ChargePoint.Dialling dialling(String identity, ClientTls tls) {
        return bed.tlsDialling(identity).tls(tls);
    }

    private static int refusal(ChargePoint.Dialling dialling) {
        try (var _ = dialling.connect()) {
            return 101;
        } catch (HandshakeRefused refused) {
            return refused.status();
        }
    }

    private void assertRefusedByTls(String identity, ClientTls tls) {
        assertThatThrownBy(() -> dialling(identity, tls).connect().close())
                .isInstanceOf(TlsRefused.class);
    }

    private X509Certificate serverCertificate(String suite)
            throws IOException, GeneralSecurityException {
        var anchors = KeyStore.getInstance(KeyStore.getDefaultType());
        anchors.load(null, null);
        anchors.setCertificateEntry("ca", bed.tls().authority().trustAnchors().getFirst());
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(anchors);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        var endpoint = bed.platform().ocppsUri();
        try (var socket =
                (SSLSocket)
                        context.getSocketFactory()
                                .createSocket(endpoint.getHost(), endpoint.getPort())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setEnabledCipherSuites(new String[] {suite});
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static int keyBits(X509Certificate certificate) {
        return switch (certificate.getPublicKey()) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength();
            case ECPublicKey ec -> ec.getParams().getCurve().getField().getFieldSize();
            default -> 0;
        };
    }

    /** The type of the record that answers a bare hello: no library here would offer such things. */
    private int answerToHello(int version, int suite) throws IOException {
        // supported_groups, ec_point_formats, signature_algorithms
        var extensions =
                HexFormat.of().parseHex("000a000400020017000b00020100000d00080006040104030804");
        var body = ByteBuffer.allocate(43 + extensions.length);
        body.putShort((short) version).put(new byte[32]).put((byte) 0);
        body.putShort((short) 2).putShort((short) suite).put((byte) 1).put((byte) 0);
        body.putShort((short) extensions.length).put(extensions);
        var hello = ByteBuffer.allocate(9 + body.capacity());
        hello.put((byte) 0x16).putShort((short) 0x0301).putShort((short) (4 + body.capacity()));
        hello.putInt(0x0100_0000 | body.capacity()).put(body.array());
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), bed.platform().ocppsUri().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(hello.array());
            return socket.getInputStream().read();
        }
    }
}
