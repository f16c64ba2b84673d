package io.mainspring.correlation.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.contracts.Call;
import io.mainspring.contracts.Topic;
import io.mainspring.correlation.CorrelationServiceApplication;
import io.mainspring.testkit.Engines;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as it is deployed: from the topics to its REST API. */
@SpringBootTest(
        classes = CorrelationServiceApplication.class,
        properties = {
            "spring.config.name=correlation-service",
            "mainspring.correlation.streams.session-timeout=6s",
            "mainspring.security.api-keys[0].name=reader",
            "mainspring.security.api-keys[0].role=VIEWER",
            // SHA-256 of "viewer-key"
            "mainspring.security.api-keys[0].sha256="
                    + "9b88f3b3de5ee9f1bb657b76cc43581a9e25e9091bb23c35b2748b7c3509b6e6"
        },
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = Engines.class)
class CorrelationServiceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final HttpClient http = HttpClient.newHttpClient();
    private final FakeGateway gateway = new FakeGateway(Engines.kafka().bootstrapServers());

    @LocalServerPort private int port;

    @BeforeEach
    void ready() {
        await().atMost(PATIENCE)
                .until(() -> get("/actuator/health/readiness", null).statusCode() == 200);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void aCommandCanBeFollowedFromPendingToItsAnswer() {
        var chargePointId = "CP-" + UUID.randomUUID();
        gateway.connect(chargePointId);
        var call = Records.reset(chargePointId, UUID.randomUUID(), Instant.now());
        gateway.ask(call);
        await().atMost(PATIENCE).until(() -> "Pending".equals(status(call)));

        await().atMost(PATIENCE)
                .until(() -> {
                    gateway.deliver(SHORT, gateway::answer);
                    return "Answered".equals(status(call));
                });
        var command = read("/api/v1/commands/" + call.commandId());
        assertThat(command.propertyNames())
                .containsExactly(
                        "commandId",
                        "chargePointId",
                        "action",
                        "status",
                        "requestedAt",
                        "completedAt",
                        "requestedBy",
                        "request",
                        "response",
                        "error");
        assertThat(command.get("action").asString()).isEqualTo("Reset");
        assertThat(command.get("request")).hasToString("{\"type\":\"Soft\"}");
        assertThat(command.get("response")).hasToString("{\"status\":\"Accepted\"}");
        assertThat(command.get("error").isNull()).isTrue();
        assertThat(
                        read("/api/v1/commands?action=Reset&status=Answered&chargePointId="
                                        + chargePointId)
                                .get("items"))
                .containsExactly(command);
    }

    @Test
    void whoIsConnectedCanBeSeen() {
        var chargePointId = "CP-" + UUID.randomUUID();
        gateway.connect(chargePointId);

        await().atMost(PATIENCE)
                .until(() ->
                        get("/api/v1/connections/" + chargePointId, "viewer-key").statusCode()
                                == 200);
        var connection = read("/api/v1/connections/" + chargePointId);
        assertThat(connection.get("connected").asBoolean()).isTrue();
        assertThat(connection.get("gateway").asString())
                .isEqualTo("gateway-" + FakeGateway.PARTITION);
        assertThat(connection.get("securityProfile").asInt()).isEqualTo(1);
        var listed = read("/api/v1/connections?connected=true").get("items");
        assertThat(StreamSupport.stream(listed.spliterator(), false)).contains(connection);
    }

    @Test
    void aPoisonRecordStopsNeitherTheTopologyNorTheLedger() {
        var chargePointId = "CP-" + UUID.randomUUID();
        try (var producer =
                new KafkaProducer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers", Engines.kafka().bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            for (var topic : List.of(Topic.CALLS, Topic.RESULTS, Topic.CONNECTIONS)) {
                var _ =
                        producer.send(
                                new ProducerRecord<>(
                                        topic.name(), chargePointId, "rubbish".getBytes(UTF_8)));
            }
        }
        gateway.connect(chargePointId);
        var call = Records.reset(chargePointId, UUID.randomUUID(), Instant.now());
        gateway.ask(call);

        await().atMost(PATIENCE)
                .until(() -> {
                    gateway.deliver(SHORT, gateway::answer);
                    return "Answered".equals(status(call));
                });
    }

    @Test
    void nothingIsReadWithoutAKeyAndErrorsNameTheField() {
        assertThat(get("/api/v1/commands", null).statusCode()).isEqualTo(401);
        assertThat(get("/api/v1/connections", "guessed").statusCode()).isEqualTo(401);

        var unknown = get("/api/v1/commands/" + UUID.randomUUID(), "viewer-key");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        for (var bad : List.of("status=Perhaps", "action=Dance", "cursor=x", "limit=0")) {
            var refused = get("/api/v1/commands?" + bad, "viewer-key");
            assertThat(refused.statusCode()).as(bad).isEqualTo(400);
            assertThat(json(refused).get("pointer").asString())
                    .isEqualTo("?" + bad.substring(0, bad.indexOf('=')));
        }
        var document = json(get("/v3/api-docs", null));
        assertThat(document.get("openapi").asString()).startsWith("3.1");
        assertThat(document.get("paths").propertyNames())
                .contains("/api/v1/commands", "/api/v1/connections/{chargePointId}");
    }

    private String status(Call call) {
        var answer = get("/api/v1/commands/" + call.commandId(), "viewer-key");
        return answer.statusCode() == 200 ? json(answer).get("status").asString() : "";
    }

    private JsonNode read(String path) {
        var answer = get(path, "viewer-key");
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return json(answer);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpResponse<String> get(String path, @org.jspecify.annotations.Nullable String key) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
