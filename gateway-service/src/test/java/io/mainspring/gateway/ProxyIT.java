package io.mainspring.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.contracts.Admission;
import io.mainspring.testkit.Engines;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS that ends before us: what a proxy says counts, and what anybody else says in its place does not. */
class ProxyIT {

    private static final String PROTOCOL = "Sec-WebSocket-Protocol: ocpp1.6";
    private static final String HTTPS = "X-Forwarded-Proto: https";

    @TempDir private static Path directory;

    private static TestTls tls;
    private static TestGateway trusting;
    private static TestGateway wary;
    private static TestBroker broker;

    @BeforeAll
    static void start() {
        var kafka = Engines.kafka().bootstrapServers();
        tls = new TestTls(directory);
        trusting =
                TestGateway.start(
                        kafka,
                        "gateway-2",
                        tls.properties("mainspring.gateway.proxies.trusted=127.0.0.0/8,10.0.0.9"));
        wary =
                TestGateway.start(
                        kafka,
                        "gateway-3",
                        tls.properties("mainspring.gateway.proxies.trusted=10.0.0.0/8"));
        broker = new TestBroker(kafka);
        broker.admit("PX-0");
        broker.send(new Admission("PX-3", null, 3, null, null, List.of(), true, false).toRecord());
        broker.send(
                new Admission("PX-LAST", null, 0, null, null, List.of(), true, false).toRecord());
        await().until(() -> status(trusting, "PX-LAST") == 101 && status(wary, "PX-LAST") == 101);
    }

    @AfterAll
    static void stop() {
        broker.close();
        wary.close();
        trusting.close();
    }

    private static int status(TestGateway gateway, String identity, String... headers) {
        try (var cp = connect(gateway, identity, headers)) {
            return cp.status();
        }
    }

    private static TestSocket connect(TestGateway gateway, String identity, String... headers) {
        var all = new String[headers.length + 1];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = PROTOCOL;
        return TestSocket.handshake(gateway.port(), "/ocpp/" + identity, all);
    }

    private static String header(TestAuthority.Issued client) {
        return "ssl-client-cert: " + encoded(client);
    }

    private static String encoded(TestAuthority.Issued client) {
        return URLEncoder.encode(client.pem(), UTF_8).replace("+", "%20");
    }

    @Test
    void aTrustedProxyHandsOnTheCertificateAndTheAddress() {
        var client = tls.chargePoints().client("PX-3");
        try (var cp =
                connect(
                        trusting,
                        "PX-3",
                        HTTPS,
                        header(client),
                        "X-Forwarded-For: 6.6.6.6, 192.0.2.7, 10.0.0.9")) {
            assertThat(cp.status()).isEqualTo(101);
            var notice = broker.nextNotice("PX-3").notice();
            assertThat(notice.securityProfile()).isEqualTo(3);
            assertThat(notice.remoteAddress()).isEqualTo("192.0.2.7");
        }
    }

    @Test
    void theSameHeadersFromAnyoneElseAreNotLookedAt() {
        var client = tls.chargePoints().client("PX-3");

        assertThat(status(wary, "PX-3", HTTPS, header(client))).isEqualTo(403);
        try (var cp = connect(wary, "PX-0", HTTPS, "X-Forwarded-For: 192.0.2.7")) {
            assertThat(cp.status()).isEqualTo(101); // profile 0, as it came
            assertThat(broker.nextNotice("PX-0").notice().remoteAddress()).startsWith("127.0.0.1");
        }
    }

    @Test
    void whatAProxyHandsOnIsCheckedHere() {
        var expired = tls.chargePoints().issue("O=Volta,CN=PX-3", "EC", Duration.ofHours(-1));
        var revoked = tls.chargePoints().client("PX-3");
        tls.revoke(List.of(revoked.certificate()));
        await().until(() -> trusting.countSoFar("ocpp.tls.reloads", "outcome", "loaded") >= 1);

        assertThat(status(trusting, "PX-3", HTTPS, header(expired))).isEqualTo(403);
        assertThat(status(trusting, "PX-3", HTTPS, header(revoked))).isEqualTo(403);
        assertThat(
                        status(
                                trusting,
                                "PX-3",
                                HTTPS,
                                header(TestAuthority.selfSigned("O=Volta,CN=PX-3"))))
                .isEqualTo(403);
        assertThat(status(trusting, "PX-3", HTTPS, header(tls.chargePoints().client("PX-4"))))
                .isEqualTo(403);
        assertThat(status(trusting, "PX-3", HTTPS, "ssl-client-cert: rubbish%zz")).isEqualTo(403);
        assertThat(status(trusting, "PX-3", HTTPS, "ssl-client-cert: ")).isEqualTo(403);
        assertThat(trusting.count("ocpp.security.refusals", "reason", "invalid-certificate"))
                .isEqualTo(4);
    }

    @Test
    void aCertificateBesideAnUnencryptedConnectionProvesNothing() {
        var client = tls.chargePoints().client("PX-3");

        assertThat(status(trusting, "PX-3", "X-Forwarded-Proto: http", header(client)))
                .isEqualTo(403);
        assertThat(status(trusting, "PX-3", header(client))).isEqualTo(403);
    }

    @Test
    void theLastWordAboutTheSchemeIsTheNearestProxys() {
        assertThat(status(trusting, "PX-0", "X-Forwarded-Proto: https, http")).isEqualTo(101);
        assertThat(status(trusting, "PX-0", "X-Forwarded-Proto: http", HTTPS)).isEqualTo(403);
    }

    @Test
    void envoysHeaderIsReadOverASocketToo() {
        var client = tls.chargePoints().client("PX-3");
        var other = tls.chargePoints().client("PX-4");
        var own = "x-forwarded-client-cert: Hash=1;Cert=\"" + encoded(client) + "\"";
        try (var envoy =
                TestGateway.start(
                        Engines.kafka().bootstrapServers(),
                        "gateway-4",
                        tls.properties(
                                "mainspring.gateway.proxies.trusted=127.0.0.1",
                                "mainspring.gateway.proxies.certificate-header="
                                        + "x-forwarded-client-cert"))) {
            assertThat(status(envoy, "PX-3", HTTPS, own + ";URI=urn:px-3")).isEqualTo(101);
            assertThat(status(envoy, "PX-3", HTTPS, own + ";URI=a,Cert=\"" + encoded(other) + "\""))
                    .isEqualTo(403);
        }
    }
}
