package io.mainspring.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mainspring.contracts.Admission;
import io.mainspring.gateway.TestAuthority.Issued;
import io.mainspring.testkit.Engines;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Client certificates whose authority is asked about each of them. */
class OcspIT {

    /** Eight handshakes at once, of which two may have a question. */
    private static final int HANDSHAKES = 8;

    @TempDir private Path directory;

    private Responder responder;
    private TestTls tls;
    private TestGateway gateway;
    private TestBroker broker;

    @BeforeEach
    void start() {
        var kafka = Engines.kafka().bootstrapServers();
        responder = new Responder();
        var authority = new TestAuthority("Charge Point CA", responder.ocsp());
        responder.speaksFor(authority);
        tls = new TestTls(directory, authority);
        gateway = start("gateway-3", "mainspring.gateway.proxies.trusted=");
        broker = new TestBroker(kafka);
        broker.send(new Admission("OC-3", null, 3, null, null, List.of(), true, false).toRecord());
        await().until(() -> {
            try (var known = TestSocket.over(tls.dial(gateway.tlsPort(), null), "OC-3")) {
                return known.status() == 403; // not 404
            }
        });
    }

    private TestGateway start(String instance, String property) {
        return TestGateway.start(
                Engines.kafka().bootstrapServers(),
                instance,
                tls.propertiesWithoutList(
                        "mainspring.gateway.tls.clients.revocation=ocsp",
                        "mainspring.gateway.tls.handshakes=" + HANDSHAKES,
                        "mainspring.gateway.tls.recheck-after=1s",
                        property));
    }

    @AfterEach
    void stop() {
        broker.close();
        gateway.close();
        responder.close();
    }

    private int status(Issued client) {
        try (var cp = TestSocket.over(tls.dial(gateway.tlsPort(), client), "OC-3")) {
            return cp.status();
        }
    }

    private double invalidCertificates() {
        return gateway.countSoFar("ocpp.security.refusals", "reason", "invalid-certificate");
    }

    @Test
    void whoIsGoodComesInAndIsNotAskedAboutAtEachConnection() {
        var client = tls.chargePoints().client("OC-3");

        assertThat(status(client)).isEqualTo(101);
        assertThat(status(client)).isEqualTo(101);
        assertThat(status(client)).isEqualTo(101);

        assertThat(responder.questions()).isLessThan(3);
    }

    @Test
    void whoIsRevokedDoesNot() {
        var client = tls.chargePoints().client("OC-3");
        responder.revoke(client.certificate().getSerialNumber());

        assertThatThrownBy(() -> status(client)).isInstanceOf(UncheckedIOException.class);

        await().untilAsserted(() -> assertThat(invalidCertificates()).isEqualTo(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void whoIsRevokedCannotResumeForEver(String version) {
        var client = tls.chargePoints().client("OC-3");
        var context = tls.context(client);
        try (var cp = TestSocket.over(tls.dial(gateway.tlsPort(), context, version), "OC-3")) {
            assertThat(cp.status()).isEqualTo(101);
        }

        responder.revoke(client.certificate().getSerialNumber());

        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    try (var cp =
                            TestSocket.over(
                                    tls.dial(gateway.tlsPort(), context, version), "OC-3")) {
                        return cp.status() != 101;
                    } catch (UncheckedIOException e) {
                        return true;
                    }
                });
    }

    @Test
    void aResponderThatIsSilentKeepsOutItsOwnAndNobodyElse()
            throws ExecutionException, InterruptedException, TimeoutException {
        responder.isSilent(true);
        var clients =
                IntStream.range(0, HANDSHAKES)
                        .mapToObj(_ -> tls.chargePoints().client("OC-3"))
                        .toList();
        try (var dialling = Executors.newVirtualThreadPerTaskExecutor()) {
            var refusals =
                    clients.stream()
                            .map(client ->
                                    dialling.submit(() ->
                                            assertThatThrownBy(() -> status(client))
                                                    .isInstanceOf(UncheckedIOException.class)))
                            .toList();
            await().until(() -> responder.questions() > 0);

            try (var other = TestSocket.over(tls.dial(gateway.tlsPort(), null), "OC-3")) {
                assertThat(other.status()).isEqualTo(403); // TLS was done, profile 3 was not
            }

            for (var refusal : refusals) {
                refusal.get(8, TimeUnit.SECONDS); // before the handshake's own time is over
            }
        }
        await().untilAsserted(() -> assertThat(invalidCertificates()).isEqualTo(HANDSHAKES));
        assertThat(responder.questions()).isLessThan(HANDSHAKES);
        assertThat(gateway.countSoFar("ocpp.tls.handshakes", "outcome", "turned-away")).isZero();
    }

    @Test
    void aProxysRequestDoesNotWaitForASilentResponderEither() {
        responder.isSilent(true);
        var client = tls.chargePoints().client("OC-3");
        var pem = URLEncoder.encode(client.pem(), UTF_8).replace("+", "%20");

        try (var trusting = start("gateway-2", "mainspring.gateway.proxies.trusted=127.0.0.1");
                var cp =
                        TestSocket.handshake(
                                trusting.port(),
                                "/ocpp/OC-3",
                                "X-Forwarded-Proto: https",
                                "ssl-client-cert: " + pem,
                                "Sec-WebSocket-Protocol: ocpp1.6")) {
            assertThat(cp.status()).isEqualTo(403);
        }
    }
}
