package io.mainspring.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.contracts.Admission;
import io.mainspring.contracts.Admission.KeyHash;
import io.mainspring.testkit.Engines;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sockets that are open when what opened the door for them does so no more. */
class OpenSocketsIT {

    private static final int POLICY = 1008;

    @TempDir private static Path directory;

    private static TestTls tls;
    private static TestGateway gateway;
    private static TestBroker broker;

    @BeforeAll
    static void start() {
        var kafka = Engines.kafka().bootstrapServers();
        tls = new TestTls(directory);
        gateway =
                TestGateway.start(
                        kafka, "gateway-2", tls.properties("mainspring.gateway.key-grace=200ms"));
        broker = new TestBroker(kafka);
    }

    @AfterAll
    static void stop() {
        broker.close();
        gateway.close();
    }

    private static void admit(String identity, int profile, String... keys) {
        broker.send(
                new Admission(
                                identity,
                                null,
                                profile,
                                null,
                                null,
                                List.of(keys).stream().map(OpenSocketsIT::hash).toList(),
                                true,
                                false)
                        .toRecord());
    }

    private static KeyHash hash(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((byte) 1);
            return new KeyHash("01", HexFormat.of().formatHex(digest.digest(key.getBytes(UTF_8))));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** With a key, as soon as it is let in. */
    private static TestSocket connected(String identity, String key) {
        var credentials =
                Base64.getEncoder().encodeToString((identity + ":" + key).getBytes(UTF_8));
        var sockets = new ArrayList<TestSocket>();
        await().until(() -> {
            sockets.add(
                    TestSocket.handshake(
                            gateway.port(),
                            "/ocpp/" + identity,
                            "Authorization: Basic " + credentials,
                            "Sec-WebSocket-Protocol: ocpp1.6"));
            return sockets.getLast().status() == 101;
        });
        return sockets.getLast();
    }

    private static void assertAlive(TestSocket socket) {
        socket.call("m-1", "Heartbeat", "{}");
        assertThat(socket.nextText()).contains("\"m-1\"");
    }

    @Test
    void aSocketOfAProfileThatDoesNotSufficeAnyMoreEnds() {
        admit("OS-RAISED", 0);
        try (var cp = gateway.connect("OS-RAISED")) {
            admit("OS-RAISED", 2, "secret");

            assertThat(cp.nextCloseCode()).isEqualTo(POLICY);
        }
    }

    @Test
    void whoIsLoweredKeepsTheLineOverWhichItMustBeToldSo() {
        admit("OS-LOWERED", 1, "secret");
        try (var cp = connected("OS-LOWERED", "secret")) {
            admit("OS-LOWERED", 0);
            await().until(() -> {
                // profile 1 would be asked for its password first
                try (var refused =
                        TestSocket.over(tls.dial(gateway.tlsPort(), null), "OS-LOWERED")) {
                    return refused.status() == 403;
                }
            });

            assertAlive(cp);
        }
    }

    @Test
    void aSocketWhoseKeyWasReplacedEndsAfterAWhile() {
        admit("OS-KEY", 1, "leaked", "other");
        try (var cp = connected("OS-KEY", "leaked");
                var _ = connected("OS-KEY", "other")) {
            assertThat(cp.nextCloseCode()).isEqualTo(1000); // replaced: one socket each
        }
        try (var cp = connected("OS-KEY", "leaked")) {
            admit("OS-KEY", 1, "other");

            assertThat(cp.nextCloseCode()).isEqualTo(POLICY);
        }
        try (var cp = connected("OS-KEY", "other")) {
            assertAlive(cp);
        }
    }

    @Test
    void aSocketWhoseCertificateWasRevokedEnds() {
        admit("OS-CERT", 3);
        admit("OS-GOOD", 3);
        var client = tls.chargePoints().client("OS-CERT");
        var good = tls.chargePoints().client("OS-GOOD");
        await().until(() -> {
            try (var cp = TestSocket.over(tls.dial(gateway.tlsPort(), good), "OS-GOOD")) {
                return cp.status() == 101;
            }
        });
        try (var cp = TestSocket.over(tls.dial(gateway.tlsPort(), client), "OS-CERT");
                var other = TestSocket.over(tls.dial(gateway.tlsPort(), good), "OS-GOOD")) {
            assertThat(cp.status()).isEqualTo(101);
            assertThat(other.status()).isEqualTo(101);

            tls.revoke(List.of(client.certificate()));

            assertThat(cp.nextCloseCode()).isEqualTo(POLICY);
            assertAlive(other);
        }
    }
}
