package io.mainspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mainspring.contracts.Admission;
import io.mainspring.testkit.Engines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificate files that change under a running gateway. */
class CertificateReloadIT {

    @TempDir private Path directory;

    private TestTls tls;
    private TestGateway gateway;
    private TestBroker broker;

    @BeforeEach
    void start() {
        var kafka = Engines.kafka().bootstrapServers();
        tls = new TestTls(directory);
        gateway =
                TestGateway.start(
                        kafka, "gateway-3", tls.properties("mainspring.gateway.plain=false"));
        broker = new TestBroker(kafka);
        broker.send(new Admission("RL-1", null, 3, null, null, List.of(), true, false).toRecord());
        await().until(() -> status() == 101);
    }

    @AfterEach
    void stop() {
        broker.close();
        gateway.close();
    }

    private int status() {
        var client = tls.chargePoints().client("RL-1");
        try (var cp = TestSocket.over(tls.dial(gateway.tlsPort(), client), "RL-1")) {
            return cp.status();
        }
    }

    private Certificate served() throws IOException {
        try (var socket = tls.dial(gateway.tlsPort(), null)) {
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    @Test
    void thePlainPortCanBeSwitchedOff() {
        assertThat(gateway.listensPlain()).isFalse();
    }

    @Test
    void aNewCertificateServesTheNextHandshakeAndOpenSocketsStay() throws IOException {
        var before = served();
        var client = tls.chargePoints().client("RL-1");
        try (var open = TestSocket.over(tls.dial(gateway.tlsPort(), client), "RL-1")) {

            tls.renewServerCertificates();

            await().atMost(Duration.ofSeconds(10)).until(() -> !served().equals(before));
            open.call("m-1", "Heartbeat", "{}");
            assertThat(open.nextText()).contains("\"m-1\"");
        }
    }

    @Test
    void aBrokenFileLeavesTheFormerCertificateAndIsTold() throws IOException {
        var before = served();
        var good = Files.readString(tls.file("rsa.key"));

        TestAuthority.write(tls.file("rsa.key"), "not a key");

        await().until(() -> gateway.countSoFar("ocpp.tls.reloads", "outcome", "failed") == 1);
        assertThat(String.valueOf(gateway.tlsHealth().getDetails().get("problem")))
                .contains("rsa.key");
        assertThat(served()).isEqualTo(before);
        assertThat(status()).isEqualTo(101);

        TestAuthority.write(tls.file("rsa.key"), good);

        await().until(() -> !gateway.tlsHealth().getDetails().containsKey("problem"));
    }

    @Test
    void aKeyOfAnotherCertificateIsNotTaken() throws IOException {
        TestAuthority.write(tls.file("ec.key"), Files.readString(tls.file("rsa.key")));

        await().until(() -> gateway.countSoFar("ocpp.tls.reloads", "outcome", "failed") == 1);
        assertThat(status()).isEqualTo(101);
    }

    @Test
    void aRevocationHoldsWithoutARestart() {
        var client = tls.chargePoints().client("RL-1");
        try (var cp = TestSocket.over(tls.dial(gateway.tlsPort(), client), "RL-1")) {
            assertThat(cp.status()).isEqualTo(101);
        }

        tls.revoke(List.of(client.certificate()));

        await().until(() -> gateway.countSoFar("ocpp.tls.reloads", "outcome", "loaded") >= 1);
        assertThatThrownBy(() -> TestSocket.over(tls.dial(gateway.tlsPort(), client), "RL-1"))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void theExpiryOfTheServersOwnCertificatesIsAMetric() {
        var day = Duration.ofDays(1).toSeconds();

        assertThat(gateway.secondsToExpiry("RSA")).isBetween(day - 600.0, (double) day);
        assertThat(gateway.secondsToExpiry("EC")).isBetween(day - 600.0, (double) day);
        assertThat(gateway.tlsHealth().getDetails()).containsKey("firstExpiry");
    }
}
