package io.mainspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.contracts.ConnectionNotice.State;
import io.mainspring.engines.EmbeddedKafka;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker of this test's own, because it is taken away. */
class KafkaAwayIT {

    private static final String READINESS = "/actuator/health/readiness";

    private static final String STATUS =
            "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Available\"}";

    @Test
    void aGatewayThatStartsWithoutKafkaTurnsChargePointsAwayUntilItIsThere(@TempDir Path directory)
            throws IOException {
        int port = freePort();
        var address = "127.0.0.1:" + port;
        try (var early =
                TestGateway.startWithHttp(
                        address,
                        "gateway-0",
                        "spring.kafka.admin.auto-create=false",
                        "mainspring.gateway.unknown-charge-points=accept")) {
            assertThat(early.httpStatus(READINESS)).isEqualTo(503);
            try (var cp = TestSocket.connect(early.port(), "KA-3")) {
                assertThat(cp.status()).isEqualTo(503);
            }
            try (var _ = EmbeddedKafka.start(directory, "127.0.0.1", port);
                    var creator = TestGateway.start(address, "gateway-1")) {
                assertThat(creator.isReady()).isTrue();
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> early.httpStatus(READINESS) == 200);
                try (var cp = early.connect("KA-3")) {
                    assertThat(cp.status()).isEqualTo(101);
                }
            }
        }
    }

    @Test
    void withoutKafkaTheSocketsStayAndWithItAgainAllGoesOnByItself(@TempDir Path directory)
            throws IOException {
        var kafka = EmbeddedKafka.start(directory, "127.0.0.1", 0);
        var address = kafka.bootstrapServers();
        int port = URI.create("kafka://" + address).getPort();
        try (var gateway =
                TestGateway.start(
                        address,
                        "gateway-0",
                        "mainspring.gateway.response-timeout=2s",
                        "mainspring.gateway.unknown-charge-points=reject")) {
            TestSocket old;
            try (var broker = new TestBroker(address)) {
                broker.admit("KA-1");
                broker.admit("KA-2");
                old = gateway.connect("KA-1");
                old.call("m-1", "StatusNotification", STATUS);
                assertThat(old.nextText()).isEqualTo("[3,\"m-1\",{}]");
            }

            kafka.close();

            old.call("m-2", "StatusNotification", STATUS);
            old.call("m-3", "Heartbeat", "{}");
            assertThat(old.nextText()).startsWith("[4,\"m-2\",\"InternalError\"");
            assertThat(old.nextText()).startsWith("[3,\"m-3\"");

            // comes while Kafka is away: is let in, and cannot be announced
            var fresh = TestSocket.connect(gateway.port(), "KA-2");
            assertThat(fresh.status()).isEqualTo(101);
            fresh.call("m-1", "StatusNotification", STATUS);
            assertThat(fresh.nextText()).startsWith("[4,\"m-1\",\"InternalError\"");
            // goes while Kafka is away: its end is told later
            old.close();

            try (var _ = EmbeddedKafka.start(directory, "127.0.0.1", port);
                    var broker = new TestBroker(address)) {
                var id = new int[] {10};
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> {
                            fresh.call("m-" + ++id[0], "StatusNotification", STATUS);
                            assertThat(fresh.nextText()).isEqualTo("[3,\"m-" + id[0] + "\",{}]");
                        });
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() ->
                                assertThat(broker.connectionState("KA-1"))
                                        .isEqualTo(State.DISCONNECTED));
                assertThat(broker.connectionState("KA-2")).isEqualTo(State.CONNECTED);
                assertThat(gateway.isReady()).isTrue();
            }
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
