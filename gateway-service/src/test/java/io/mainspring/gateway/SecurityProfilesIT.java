package io.mainspring.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mainspring.contracts.Admission;
import io.mainspring.contracts.Admission.KeyHash;
import io.mainspring.gateway.TestAuthority.Issued;
import io.mainspring.testkit.Engines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Profiles 0 to 3 at one gateway with both ports, over real sockets. rpc.md §3. */
class SecurityProfilesIT {

    private static final int ALERT = 0x15;
    private static final int HANDSHAKE = 0x16;

    @TempDir private static Path directory;

    private static TestTls tls;
    private static TestGateway gateway;
    private static TestBroker broker;
    private static Issued revoked;

    @BeforeAll
    static void start() {
        var kafka = Engines.kafka().bootstrapServers();
        tls = new TestTls(directory);
        revoked = tls.chargePoints().client("SP-3");
        tls.revoke(List.of(revoked.certificate()));
        gateway =
                TestGateway.start(
                        kafka,
                        "gateway-2",
                        tls.properties("mainspring.gateway.handshake-timeout=2s"));
        broker = new TestBroker(kafka);
        admit("SP-0", 0, null);
        admit("SP-1", 1, null);
        admit("SP-2", 2, null);
        admit("SP-3", 3, null);
        admit("SP-LAST", 0, null);
        await().until(() -> plain("SP-LAST") == 101);
    }

    @AfterAll
    static void stop() {
        broker.close();
        gateway.close();
    }

    private static void admit(String identity, int profile, @Nullable Integer next) {
        broker.send(
                new Admission(
                                identity,
                                null,
                                profile,
                                next,
                                "Serial-" + identity,
                                List.of(hash("0102", "secret")),
                                true,
                                false)
                        .toRecord());
    }

    private static KeyHash hash(String salt, String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(HexFormat.of().parseHex(salt));
            return new KeyHash(salt, HexFormat.of().formatHex(digest.digest(key.getBytes(UTF_8))));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String basic(String identity, String password) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString((identity + ":" + password).getBytes(UTF_8));
    }

    private static int plain(String identity, String... headers) {
        return plain(gateway, identity, headers);
    }

    private static int plain(TestGateway at, String identity, String... headers) {
        try (var cp = TestSocket.handshake(at.port(), "/ocpp/" + identity, withProtocol(headers))) {
            return cp.status();
        }
    }

    private static String[] withProtocol(String... headers) {
        var all = new ArrayList<>(List.of(headers));
        all.add("Sec-WebSocket-Protocol: ocpp1.6");
        return all.toArray(String[]::new);
    }

    /** The HTTP status of a handshake by TLS. */
    private static int secure(@Nullable Issued client, String identity, String... headers) {
        try (var cp = TestSocket.over(tls.dial(gateway.tlsPort(), client), identity, headers)) {
            return cp.status();
        }
    }

    private static void assertRefusedByTls(Issued client, String identity, String version) {
        var before = invalidCertificates();
        var socket = tls.dial(gateway.tlsPort(), client, new String[] {version}, new String[0]);

        assertThatThrownBy(() -> TestSocket.over(socket, identity, basic(identity, "secret")))
                .isInstanceOf(UncheckedIOException.class);

        await().untilAsserted(() -> assertThat(invalidCertificates()).isEqualTo(before + 1));
    }

    private static double invalidCertificates() {
        return gateway.countSoFar("ocpp.security.refusals", "reason", "invalid-certificate");
    }

    // ---- TLS

    @ParameterizedTest
    @CsvSource({
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, EC",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, EC",
        "TLS_RSA_WITH_AES_128_GCM_SHA256, RSA",
        "TLS_RSA_WITH_AES_256_GCM_SHA384, RSA",
    })
    void eachSuiteOfTheWhitepaperWorksWithTheCertificateItNeeds(String suite, String algorithm)
            throws SSLPeerUnverifiedException {
        var socket =
                tls.dial(gateway.tlsPort(), null, new String[] {"TLSv1.2"}, new String[] {suite});
        try (var cp = TestSocket.over(socket, "SP-2", basic("SP-2", "secret"))) {
            assertThat(cp.status()).isEqualTo(101);
            assertThat(socket.getSession().getCipherSuite()).isEqualTo(suite);
            assertThat(socket.getSession().getPeerCertificates()[0].getPublicKey().getAlgorithm())
                    .isEqualTo(algorithm);
        }
    }

    @Test
    void tls13Works() {
        var socket = tls.dial(gateway.tlsPort(), null, new String[] {"TLSv1.3"}, new String[0]);
        try (var cp = TestSocket.over(socket, "SP-2", basic("SP-2", "secret"))) {
            assertThat(cp.status()).isEqualTo(101);
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
        }
    }

    @Test
    void aBareHelloWithAWhitepaperSuiteIsAnswered() {
        assertThat(answerToHello(0x0303, 0xc02b)).isEqualTo(HANDSHAKE);
        assertThat(answerToHello(0x0303, 0x009c)).isEqualTo(HANDSHAKE);
    }

    @ParameterizedTest
    @CsvSource({
        "0x0302, 0xc02b, TLS 1.1",
        "0x0302, 0x002f, TLS 1.1 with AES-CBC",
        "0x0301, 0x002f, TLS 1.0",
        "0x0300, 0x002f, SSL 3",
        "0x0303, 0x0001, NULL with MD5",
        "0x0303, 0x003b, NULL with SHA-256",
        "0x0303, 0xc006, NULL with ECDSA",
        "0x0303, 0x0034, anon with AES-CBC",
        "0x0303, 0x00a6, anon with AES-GCM",
        "0x0303, 0x000a, 3DES",
        "0x0303, 0xc008, 3DES with ECDSA",
        "0x0303, 0x0005, RC4",
        "0x0303, 0x002f, AES-CBC",
    })
    void oldVersionsAndWeakSuitesAreRefused(String version, String suite, String what) {
        assertThat(answerToHello(Integer.decode(version), Integer.decode(suite)))
                .as(what)
                .isEqualTo(ALERT);
    }

    /** The type of the first record that comes back; a JDK would not even offer these. */
    private static int answerToHello(int version, int suite) {
        var extensions =
                HexFormat.of()
                        .parseHex(
                                // supported_groups, ec_point_formats, signature_algorithms
                                "000a00040002"
                                        + "0017"
                                        + "000b00020100"
                                        + "000d0008000604010403"
                                        + "0804");
        var body = ByteBuffer.allocate(2 + 32 + 1 + 2 + 2 + 2 + 2 + extensions.length);
        body.putShort((short) version).put(new byte[32]).put((byte) 0);
        body.putShort((short) 2).putShort((short) suite).put((byte) 1).put((byte) 0);
        body.putShort((short) extensions.length).put(extensions);
        var hello = ByteBuffer.allocate(5 + 4 + body.capacity());
        hello.put((byte) HANDSHAKE).putShort((short) 0x0301);
        hello.putShort((short) (4 + body.capacity()));
        hello.putInt(0x0100_0000 | body.capacity()).put(body.array());
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.tlsPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(hello.array());
            return socket.getInputStream().read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "16030100", "GET / HTTP/1.1"})
    void whoeverDoesNotFinishTheTlsHandshakeIsCutOff(String beginning) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.tlsPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(beginning.getBytes(UTF_8));
            while (socket.getInputStream().read() >= 0) {
                // an alert may come first
            }
        }
    }

    // ---- profiles 0 to 2

    @Test
    void aPasswordOverTlsIsProfile2() {
        try (var cp =
                TestSocket.over(
                        tls.dial(gateway.tlsPort(), null), "SP-2", basic("SP-2", "secret"))) {
            assertThat(cp.status()).isEqualTo(101);
            assertThat(broker.nextNotice("SP-2").notice().securityProfile()).isEqualTo(2);
            cp.call("m-1", "Heartbeat", "{}");
            assertThat(cp.nextText()).contains("\"m-1\"");
        }
    }

    @Test
    void aWrongPasswordOverTlsIsUnauthorized() {
        assertThat(secure(null, "SP-2", basic("SP-2", "guess"))).isEqualTo(401);
        assertThat(secure(null, "SP-2")).isEqualTo(401);
    }

    @Test
    void aProfileIsNeitherRaisedNorLoweredByTheChargePoint() {
        assertThat(plain("SP-2", basic("SP-2", "secret"))).isEqualTo(403);
        assertThat(plain("SP-3")).isEqualTo(403);
        assertThat(secure(null, "SP-0")).isEqualTo(403);
        assertThat(secure(null, "SP-1", basic("SP-1", "secret"))).isEqualTo(403);
        assertThat(secure(null, "SP-3", basic("SP-3", "secret"))).isEqualTo(403);
        assertThat(secure(tls.chargePoints().client("SP-1"), "SP-1", basic("SP-1", "secret")))
                .isEqualTo(403);
    }

    @Test
    void itsOwnCertificateDoesNoHarmBesideAPassword() {
        assertThat(secure(tls.chargePoints().client("SP-2"), "SP-2", basic("SP-2", "secret")))
                .isEqualTo(101);
        assertThat(secure(tls.chargePoints().client("SP-2"), "SP-2")).isEqualTo(401);
    }

    @Test
    void duringAnUpgradeBothProfilesAreRightAndAfterItOneIs() {
        admit("SP-UP", 1, 2);
        await().until(() -> plain("SP-UP", basic("SP-UP", "secret")) == 101);
        assertThat(plain("SP-UP", basic("SP-UP", "secret"))).isEqualTo(101);
        assertThat(secure(null, "SP-UP", basic("SP-UP", "secret"))).isEqualTo(101);
        assertThat(broker.nextNotice("SP-UP").notice().securityProfile()).isEqualTo(1);

        admit("SP-UP", 2, null);

        await().until(() -> plain("SP-UP", basic("SP-UP", "secret")) == 403);
        assertThat(secure(null, "SP-UP", basic("SP-UP", "secret"))).isEqualTo(101);
    }

    @Test
    void theFirstConnectionWithTheNextProfileShutsTheFormerDoorAtOnceAtEveryGateway() {
        try (var other =
                TestGateway.start(
                        Engines.kafka().bootstrapServers(), "gateway-3", tls.properties())) {
            admit("SP-ONE", 1, 2);
            await().until(() -> plain("SP-ONE", basic("SP-ONE", "secret")) == 101);
            await().until(() -> plain(other, "SP-ONE", basic("SP-ONE", "secret")) == 101);

            assertThat(secure(null, "SP-ONE", basic("SP-ONE", "secret"))).isEqualTo(101);

            assertThat(plain("SP-ONE", basic("SP-ONE", "secret"))).isEqualTo(403);
            await().until(() -> plain(other, "SP-ONE", basic("SP-ONE", "secret")) == 403);
            assertThat(secure(null, "SP-ONE", basic("SP-ONE", "secret"))).isEqualTo(101);
        }
    }

    // ---- profile 3

    @ParameterizedTest
    @ValueSource(strings = {"SP-3", "sp-3", "serial-SP-3"})
    void aCertificateThatNamesTheChargePointOrItsSerialNumberIsProfile3(String commonName) {
        var client = tls.chargePoints().client(commonName);
        try (var cp = TestSocket.over(tls.dial(gateway.tlsPort(), client), "SP-3")) {
            assertThat(cp.status()).isEqualTo(101);
            await().until(() -> broker.nextNotice("SP-3").notice().securityProfile() == 3);
        }
    }

    @Test
    void theCertificateOfAnotherChargePointIsRefusedAndCounted() {
        var other = tls.chargePoints().client("SP-4");
        var before = gateway.countSoFar("ocpp.security.refusals", "reason", "foreign-certificate");

        assertThat(secure(other, "SP-3")).isEqualTo(403);
        assertThat(secure(other, "SP-2", basic("SP-2", "secret"))).isEqualTo(403);

        assertThat(gateway.count("ocpp.security.refusals", "reason", "foreign-certificate"))
                .isEqualTo(before + 2);
    }

    @Test
    void theCertificateOfAnotherOperatorIsRefused() {
        var wrong = tls.chargePoints().issue("O=Ampere,CN=SP-3", "EC", Duration.ofDays(1));
        var none = tls.chargePoints().issue("CN=SP-3", "EC", Duration.ofDays(1));

        assertThat(secure(wrong, "SP-3")).isEqualTo(403);
        assertThat(secure(none, "SP-3")).isEqualTo(403);
        assertThat(gateway.count("ocpp.security.refusals", "reason", "foreign-organization"))
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aCertificateThatIsNotValidEndsTheHandshakeWhateverThePassword(String version) {
        var expired = tls.chargePoints().issue("O=Volta,CN=SP-3", "EC", Duration.ofHours(-1));
        var stranger = new TestAuthority("Charge Point CA").client("SP-3");

        assertRefusedByTls(expired, "SP-3", version);
        assertRefusedByTls(TestAuthority.selfSigned("O=Volta,CN=SP-3"), "SP-3", version);
        assertRefusedByTls(stranger, "SP-3", version);
        assertRefusedByTls(revoked, "SP-3", version);
        assertRefusedByTls(revoked, "SP-2", version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aCertificateWithoutItsKeyIsRefusedAndCounted(String version) {
        var stolen = tls.chargePoints().client("SP-3").certificate();
        var own = tls.chargePoints().client("SP-4").key();

        assertRefusedByTls(new Issued(stolen, own), "SP-3", version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aResumedSessionEndsWithItsCertificate(String version) {
        var brief = tls.chargePoints().issue("O=Volta,CN=SP-3", "EC", Duration.ofSeconds(4));
        var client = tls.context(brief);
        long begun;
        try (var cp = resumed(client, version)) {
            assertThat(cp.socket().status()).isEqualTo(101);
            begun = cp.begun();
        }
        try (var cp = resumed(client, version)) {
            assertThat(cp.socket().status()).isEqualTo(101);
            assertThat(cp.begun()).isEqualTo(begun);
        }

        await().atMost(Duration.ofSeconds(15))
                .until(() -> {
                    try (var cp = resumed(client, version)) {
                        return cp.socket().status() == 403 && cp.begun() == begun;
                    }
                });
    }

    private record Resumed(TestSocket socket, long begun) implements AutoCloseable {
        @Override
        public void close() {
            socket.close();
        }
    }

    private static Resumed resumed(SSLContext client, String version) {
        var connected = tls.dial(gateway.tlsPort(), client, version);
        return new Resumed(
                TestSocket.over(connected, "SP-3"), connected.getSession().getCreationTime());
    }

    @Test
    void nobodyShakesHandsAnewWithinAConnection() {
        var socket = tls.dial(gateway.tlsPort(), null, new String[] {"TLSv1.2"}, new String[0]);
        try (var cp = TestSocket.over(socket, "SP-2", basic("SP-2", "secret"))) {
            assertThat(cp.status()).isEqualTo(101);

            assertThatThrownBy(
                            () -> {
                                socket.startHandshake();
                                cp.call("m-1", "Heartbeat", "{}");
                                cp.nextText();
                            })
                    .isInstanceOfAny(IOException.class, UncheckedIOException.class);
        }
    }

    @Test
    void moreTlsHandshakesThanAllowedAreTurnedAway() throws IOException {
        try (var small =
                        TestGateway.start(
                                Engines.kafka().bootstrapServers(),
                                "gateway-3",
                                tls.properties("mainspring.gateway.tls.handshakes=1"));
                var dawdler = new Socket(InetAddress.getLoopbackAddress(), small.tlsPort())) {
            assertThat(dawdler.isConnected()).isTrue();
            await().untilAsserted(() -> {
                assertThatThrownBy(() ->
                                TestSocket.over(
                                        tls.dial(small.tlsPort(), null),
                                        "SP-2",
                                        basic("SP-2", "secret")))
                        .isInstanceOf(UncheckedIOException.class);
                assertThat(small.countSoFar("ocpp.tls.handshakes", "outcome", "turned-away"))
                        .isPositive();
            });
        }
    }

    @Test
    void aGatewayThatIsNotReadyDoesNotShakeHands() {
        try (var unready =
                TestGateway.startUnready(
                        "127.0.0.1:1",
                        "gateway-3",
                        tls.properties("spring.kafka.admin.auto-create=false"))) {
            assertThatThrownBy(() -> TestSocket.over(tls.dial(unready.tlsPort(), null), "SP-2"))
                    .isInstanceOf(UncheckedIOException.class);
            await().until(() ->
                    unready.countSoFar("ocpp.tls.handshakes", "outcome", "turned-away") == 1);
        }
    }
}
