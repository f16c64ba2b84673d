package io.mainspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.contracts.Admission;
import io.mainspring.gateway.TestAuthority.Issued;
import io.mainspring.testkit.Engines;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A revocation list that the gateway fetches from its authority. */
class FetchedListsIT {

    @TempDir private Path directory;

    private Responder responder;
    private TestTls tls;
    private TestGateway gateway;
    private TestBroker broker;

    @BeforeEach
    void start() {
        var kafka = Engines.kafka().bootstrapServers();
        responder = new Responder();
        tls = new TestTls(directory);
        gateway =
                TestGateway.start(
                        kafka,
                        "gateway-3",
                        tls.propertiesWithoutList(
                                "mainspring.gateway.tls.clients.revocation=crl",
                                "mainspring.gateway.tls.clients.revocation-lists="
                                        + responder.crl(),
                                "mainspring.gateway.tls.clients.fetch-key=of the list",
                                "mainspring.gateway.tls.clients.refresh-interval=100ms"));
        broker = new TestBroker(kafka);
        broker.send(new Admission("FL-3", null, 3, null, null, List.of(), true, false).toRecord());
        await().until(() -> {
            try (var known = TestSocket.over(tls.dial(gateway.tlsPort(), null), "FL-3")) {
                return known.status() == 403; // not 404
            }
        });
    }

    @AfterEach
    void stop() {
        broker.close();
        gateway.close();
        responder.close();
    }

    private boolean isLetIn(Issued client) {
        try (var cp = TestSocket.over(tls.dial(gateway.tlsPort(), client), "FL-3")) {
            return cp.status() == 101;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private void offer(Duration validity, Issued... revoked) {
        responder.offers(
                tls.chargePoints()
                        .revocationList(
                                List.of(revoked).stream().map(Issued::certificate).toList(),
                                validity));
    }

    @Test
    void untilThereIsOneNobodyComesInWithACertificate() {
        var client = tls.chargePoints().client("FL-3");
        assertThat(gateway.tlsProblem()).contains("/crl: status 404");
        assertThat(isLetIn(client)).isFalse();
        assertThat(gateway.gauge("ocpp.tls.revocation.list.expiry")).isNegative();

        offer(Duration.ofDays(1));

        await().until(() -> isLetIn(client));
        assertThat(gateway.tlsProblem()).isEqualTo("null");
        assertThat(gateway.gauge("ocpp.tls.revocation.list.expiry")).isPositive();
    }

    @Test
    void whoIsInTheNextOneIsOut() {
        var client = tls.chargePoints().client("FL-3");
        offer(Duration.ofDays(1));
        await().until(() -> isLetIn(client));

        offer(Duration.ofDays(1), client);

        await().until(() -> !isLetIn(client));
        assertThat(isLetIn(tls.chargePoints().client("FL-3"))).isTrue();
    }

    @Test
    void theLastGoodOneStaysInUse() {
        var client = tls.chargePoints().client("FL-3");
        var revoked = tls.chargePoints().client("FL-3");
        offer(Duration.ofDays(1), revoked);
        await().until(() -> isLetIn(client));

        responder.offers(null);
        await().until(() -> gateway.tlsProblem().contains("status 404"));
        assertThat(isLetIn(client)).isTrue();

        responder.offers("<html>not today</html>");
        await().until(() -> gateway.tlsProblem().contains("contains no revocation list"));
        assertThat(isLetIn(client)).isTrue();

        offer(Duration.ofHours(-1));
        await().until(() -> gateway.tlsProblem().contains("no revocation list in force"));
        assertThat(isLetIn(client)).isTrue();

        responder.close();
        assertThat(isLetIn(client)).isTrue();
        assertThat(isLetIn(revoked)).isFalse();
    }
}
