package io.mainspring.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.contracts.Admission;
import io.mainspring.contracts.Admission.KeyHash;
import io.mainspring.testkit.Engines;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What goes over the wire before there is a WebSocket. The decisions: {@code HandshakeTest}. */
class HandshakesIT {

    private static final String PROTOCOL = "Sec-WebSocket-Protocol: ocpp1.6";

    private static TestGateway gateway;
    private static TestBroker broker;

    @BeforeAll
    static void start() {
        var kafka = Engines.kafka().bootstrapServers();
        gateway = TestGateway.start(kafka, "gateway-1");
        broker = new TestBroker(kafka);
        broker.admit("HS/1 x");
        broker.send(
                new Admission(
                                "HS-2",
                                null,
                                1,
                                null,
                                null,
                                List.of(hash("0102", "secret")),
                                true,
                                false)
                        .toRecord());
        broker.send(new Admission("HS-3", null, 0, null, null, List.of(), false, false).toRecord());
        await().untilAsserted(() -> {
            try (var s = TestSocket.handshake(gateway.port(), "/ocpp/HS-3")) {
                assertThat(s.status()).isEqualTo(101);
            }
        });
    }

    @AfterAll
    static void stop() {
        broker.close();
        gateway.close();
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

    @Test
    void exactlyTheAgreedSubprotocolIsEchoed() {
        try (var cp =
                TestSocket.handshake(
                        gateway.port(),
                        "/ocpp/hs%2F1%20X",
                        "Sec-WebSocket-Protocol: ocpp2.0.1 ,ocpp1.6",
                        "Sec-WebSocket-Protocol: ocpp1.5")) {
            assertThat(cp.status()).isEqualTo(101);
            assertThat(cp.header("Sec-WebSocket-Protocol")).containsExactly("ocpp1.6");
            assertThat(broker.nextNotice("HS/1 x").notice().chargePointId()).isEqualTo("HS/1 x");
        }
    }

    @Test
    void withoutAnOfferNothingIsEchoed() {
        try (var cp = TestSocket.handshake(gateway.port(), "/ocpp/HS-3")) {
            assertThat(cp.status()).isEqualTo(101);
            assertThat(cp.header("Sec-WebSocket-Protocol")).isEmpty();
        }
    }

    @Test
    void compressionIsNotForcedOnAnyone() {
        try (var cp =
                TestSocket.handshake(
                        gateway.port(),
                        "/ocpp/HS-3",
                        PROTOCOL,
                        "Sec-WebSocket-Extensions: permessage-deflate")) {
            assertThat(cp.status()).isEqualTo(101);
            assertThat(cp.header("Sec-WebSocket-Extensions")).isEmpty();
        }
    }

    @Test
    void unauthorizedComesWithAChallengeAndBeforeTheUpgrade() {
        try (var cp = TestSocket.connect(gateway.port(), "HS-2")) {
            assertThat(cp.status()).isEqualTo(401);
            assertThat(cp.header("WWW-Authenticate"))
                    .singleElement()
                    .asString()
                    .startsWith("Basic realm=");
        }
    }

    @Test
    void theRightKeyOpensTheDoor() {
        var credentials = Base64.getEncoder().encodeToString("HS-2:secret".getBytes(UTF_8));
        try (var cp =
                TestSocket.handshake(
                        gateway.port(),
                        "/ocpp/HS-2",
                        PROTOCOL,
                        "Authorization: Basic " + credentials)) {
            assertThat(cp.status()).isEqualTo(101);
            assertThat(broker.nextNotice("HS-2").notice().securityProfile()).isEqualTo(1);
        }
    }

    @Test
    void refusalsHaveTheStatusOfTheirReason() {
        assertStatus(404, "/ocpp/HS-unknown", PROTOCOL);
        assertStatus(404, "/elsewhere", PROTOCOL);
        assertStatus(400, "/ocpp/HS%3A3", PROTOCOL);
        assertStatus(400, "/ocpp/HS%2F1%20x", "Sec-WebSocket-Protocol: ocpp0.1");
        assertStatus(400, "/ocpp/HS%2F1%20x");
    }

    private static void assertStatus(int status, String uri, String... headers) {
        try (var cp = TestSocket.handshake(gateway.port(), uri, headers)) {
            assertThat(cp.status()).isEqualTo(status);
        }
    }

    @Test
    void aPlainHttpRequestIsToldToUpgrade() {
        try (var browser =
                TestSocket.request(
                        gateway.port(), "GET /ocpp/HS-3 HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
            assertThat(browser.status()).isEqualTo(426);
        }
    }

    @Test
    void anUnauthenticatedAttemptDisplacesNobody() {
        var credentials = Base64.getEncoder().encodeToString("HS-2:secret".getBytes(UTF_8));
        try (var cp =
                        TestSocket.handshake(
                                gateway.port(),
                                "/ocpp/HS-2",
                                PROTOCOL,
                                "Authorization: Basic " + credentials);
                var intruder = TestSocket.connect(gateway.port(), "HS-2")) {
            assertThat(intruder.status()).isEqualTo(401);
            cp.call("m-1", "Heartbeat", "{}");
            assertThat(cp.nextText()).startsWith("[4,\"m-1\",\"SecurityError\""); // never booted
        }
    }

    @Test
    void theSpecificationsOwnRefusalIsAnUpgradeThatIsClosedAtOnce() {
        try (var literal =
                        TestGateway.start(
                                Engines.kafka().bootstrapServers(),
                                "gateway-4",
                                "mainspring.gateway.subprotocol-mismatch=close");
                var cp =
                        TestSocket.handshake(
                                literal.port(), "/ocpp/HS-3", "Sec-WebSocket-Protocol: ocpp0.1")) {
            assertThat(cp.status()).isEqualTo(101);
            assertThat(cp.header("Sec-WebSocket-Protocol")).isEmpty();
            assertThat(cp.nextCloseCode()).isEqualTo(1002);
        }
    }

    @Test
    void moreConnectionsThanAllowedAreTurnedAway() {
        try (var small =
                        TestGateway.start(
                                Engines.kafka().bootstrapServers(),
                                "gateway-5",
                                "mainspring.gateway.limits.connections=1",
                                "mainspring.gateway.unknown-charge-points=accept");
                var first = TestSocket.connect(small.port(), "HS-new-1")) {
            assertThat(first.status()).isEqualTo(101);
            await().until(() -> small.openConnections() == 1);
            try (var second = TestSocket.connect(small.port(), "HS-new-2")) {
                assertThat(second.status()).isEqualTo(503);
                assertThat(second.header("Retry-After")).isNotEmpty();
            }
        }
    }

    @Test
    void moreHandshakesThanAllowedAreTurnedAway() {
        try (var slow =
                TestGateway.start(
                        Engines.kafka().bootstrapServers(),
                        "gateway-6",
                        "mainspring.gateway.limits.handshakes-per-second=3",
                        "mainspring.gateway.unknown-charge-points=accept")) {
            var statuses = new ArrayList<Integer>();
            for (int i = 0; i < 10; i++) {
                try (var cp = TestSocket.connect(slow.port(), "HS-storm-" + i)) {
                    statuses.add(cp.status());
                }
            }
            assertThat(statuses).startsWith(101, 101, 101).contains(503);
        }
    }
}
