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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    private double failures() {
        return gateway.countSoFar("ocpp.tls.reloads", "outcome", "failed");
    }

    private void awaitProblem(String words) {
        await().until(() -> gateway.tlsProblem().contains(words));
    }

    private void awaitNoProblem() {
        await().until(() -> gateway.tlsProblem().equals("null"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa.crt", "ec.key", "clients.crt", "clients.crl"})
    void whatIsMissingOrRubbishLeavesTheFormerInUse(String name) throws IOException {
        var good = Files.readString(tls.file(name));

        Files.delete(tls.file(name));
        awaitProblem(name + " cannot be read");
        assertThat(status()).isEqualTo(101);

        TestAuthority.write(tls.file(name), "rubbish");
        awaitProblem(name + " contains no");
        assertThat(status()).isEqualTo(101);

        Files.delete(tls.file(name));
        awaitProblem(name + " cannot be read");
        TestAuthority.write(tls.file(name), "rubbish");
        awaitProblem(name + " contains no"); // known already, and named nevertheless

        TestAuthority.write(tls.file(name), good);
        awaitNoProblem();
        assertThat(failures()).isEqualTo(3);
    }

    @Test
    void theSameMistakeMadeTwiceIsToldTwice() throws IOException {
        var good = Files.readString(tls.file("ec.key"));
        for (int times = 1; times <= 2; times++) {
            TestAuthority.write(tls.file("ec.key"), "rubbish");
            awaitProblem("ec.key");
            assertThat(failures()).isEqualTo(times);

            TestAuthority.write(tls.file("ec.key"), good);
            awaitNoProblem();
        }
    }

    @Test
    void aServerCertificateThatIsNotInForceIsNotTaken() throws IOException {
        var before = served();

        tls.servers()
                .issue("O=Volta,CN=localhost", "RSA", Duration.ofHours(-1))
                .write(tls.file("rsa.crt"), tls.file("rsa.key"));

        awaitProblem("server certificate not in force: CN=localhost, O=Volta, RSA");
        assertThat(served()).isEqualTo(before);
        assertThat(failures()).isPositive();
    }

    @Test
    void aListOfAnotherAuthorityIsNotTaken() {
        TestAuthority.write(
                tls.file("clients.crl"),
                new TestAuthority("Charge Point CA").revocationList(List.of()));

        awaitProblem("no revocation list in force of authority: CN=Charge Point CA");
        assertThat(status()).isEqualTo(101);
    }

    @Test
    void aListThatIsNotInForceAnyMoreIsNotTaken() {
        TestAuthority.write(
                tls.file("clients.crl"),
                tls.chargePoints().revocationList(List.of(), Duration.ofHours(-1)));

        awaitProblem("no revocation list in force");
        assertThat(status()).isEqualTo(101);
    }

    @Test
    void anAuthorityWithoutAListIsNotTaken() throws IOException {
        var another = new TestAuthority("Another CA");
        var both =
                Files.readString(tls.file("clients.crt"))
                        + TestAuthority.pem(another.certificate());

        TestAuthority.write(tls.file("clients.crt"), both);
        awaitProblem("authority: CN=Another CA");
        assertThat(status()).isEqualTo(101);

        // with its list, in the same file as the other's, it is
        var list = Files.readString(tls.file("clients.crl"));
        TestAuthority.write(tls.file("clients.crl"), list + another.revocationList(List.of()));
        awaitNoProblem();
        var client = another.client("RL-1");
        try (var cp = TestSocket.over(tls.dial(gateway.tlsPort(), client), "RL-1")) {
            assertThat(cp.status()).isEqualTo(101);
        }
        assertThat(status()).isEqualTo(101);
    }

    @Test
    void howLongEverythingLastsIsAMetric() {
        var day = Duration.ofDays(1).toSeconds();

        assertThat(gateway.gauge("ocpp.tls.authority.expiry")).isBetween(day - 600.0, (double) day);
        assertThat(gateway.gauge("ocpp.tls.revocation.list.expiry"))
                .isBetween(day - 600.0, (double) day);
        assertThat(gateway.tlsHealth().getDetails())
                .containsKeys("authoritiesEnd", "revocationListsEnd");
    }

    @Test
    void aGatewayThatStartsWithAListAtItsEndSaysSoAndTakesWhatMakesItNoWorse() throws IOException {
        TestAuthority.write(
                tls.file("clients.crl"),
                tls.chargePoints().revocationList(List.of(), Duration.ofHours(-1)));
        try (var late =
                TestGateway.start(
                        Engines.kafka().bootstrapServers(), "gateway-2", tls.properties())) {
            assertThat(late.tlsProblem()).contains("no revocation list in force");
            assertThat(late.gauge("ocpp.tls.revocation.list.expiry")).isNegative();
            assertThatThrownBy(() ->
                            TestSocket.over(
                                    tls.dial(late.tlsPort(), tls.chargePoints().client("RL-1")),
                                    "RL-1"))
                    .isInstanceOf(UncheckedIOException.class);

            tls.renewServerCertificates();

            await().until(() -> late.countSoFar("ocpp.tls.reloads", "outcome", "loaded") >= 1);
        }
    }

    @Test
    void theExpiryOfTheServersOwnCertificatesIsAMetric() {
        var day = Duration.ofDays(1).toSeconds();

        assertThat(gateway.secondsToExpiry("RSA")).isBetween(day - 600.0, (double) day);
        assertThat(gateway.secondsToExpiry("EC")).isBetween(day - 600.0, (double) day);
        assertThat(gateway.tlsHealth().getDetails()).containsKey("firstExpiry");
    }
}
