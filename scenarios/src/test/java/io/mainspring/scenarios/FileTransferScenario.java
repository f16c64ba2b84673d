package io.mainspring.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.ocpp.v16.type.RegistrationStatus;
import io.mainspring.scenarios.bed.OnThePlatform;
import io.mainspring.scenarios.bed.TestBed;
import io.mainspring.simulator.chargepoint.ChargePointObserver;
import io.mainspring.simulator.chargepoint.ConfigurationKey;
import io.mainspring.simulator.chargepoint.Setup;
import io.mainspring.simulator.chargepoint.SimulatedChargePoint;
import io.mainspring.simulator.wire.EventLoops;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@OnThePlatform
@DisplayName("Files on their way to charge points and back")
class FileTransferScenario {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int LARGE = 8_000_000;

    private final TestBed bed;
    private final HttpClient client = HttpClient.newHttpClient();

    FileTransferScenario(TestBed bed) {
        this.bed = bed;
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP", "FTP"})
    @DisplayName("A charge point fetches its firmware from the platform and runs it afterwards")
    void firmwareArrives(String protocol) throws Exception {
        var firmware = bytes(LARGE);
        var image = store("pendulum-2.4.0.bin", firmware);
        try (var simulated = new Simulated(protocol)) {
            simulated.knownToSpeak(protocol);

            var ordered =
                    bed.operator()
                            .post(
                                    "/api/v1/firmware/update",
                                    """
                                    {"chargePointId":"%s","image":"%s","retries":0}\
                                    """
                                            .formatted(simulated.identity, image));
            ordered.expect(200);

            assertThat(location(ordered.body()))
                    .startsWith(protocol.toLowerCase(Locale.ROOT) + "://");
            assertThat(simulated.fetched.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo(sha256(firmware));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> {
                        var job = only("/api/v1/firmware/jobs?chargePointId=" + simulated.identity);
                        assertThat(job.path("status").asString()).isEqualTo("Installed");
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP", "FTP"})
    @DisplayName("A charge point brings its diagnostics, and an operator downloads them")
    void diagnosticsArrive(String protocol) throws Exception {
        try (var simulated = new Simulated(protocol)) {
            simulated.knownToSpeak(protocol);

            bed.operator()
                    .post(
                            "/api/v1/diagnostics/get",
                            "{\"chargePointId\":\"" + simulated.identity + "\"}")
                    .expect(200);

            var path = "/api/v1/diagnostics/files?chargePointId=" + simulated.identity;
            await().atMost(PATIENCE)
                    .until(() -> bed.operator().get(path).expect(200).path("items").size() == 1);
            var file = only(path);
            assertThat(file.path("receivedOver").asString()).isEqualTo(protocol);
            var content =
                    send(
                            "GET",
                            "/api/v1/diagnostics/files/"
                                    + file.path("fileId").asString()
                                    + "/content",
                            BodyPublishers.noBody());
            assertThat(new String(content.body(), UTF_8))
                    .contains("diagnostics of " + simulated.identity, "connector 1 Available");
            assertThat(sha256(content.body())).isEqualTo(file.path("sha256").asString());
            await().atMost(PATIENCE)
                    .untilAsserted(() -> {
                        var job = only("/api/v1/diagnostics?chargePointId=" + simulated.identity);
                        assertThat(job.path("status").asString()).isEqualTo("Uploaded");
                    });
        }
    }

    @Test
    @DisplayName("A large image passes the front door in both directions, unchanged")
    void largeBodiesPassTheFrontDoor() throws Exception {
        var firmware = bytes(5 * LARGE);
        var image = store("large.bin", firmware);

        var content =
                send(
                        "GET",
                        "/api/v1/firmware/images/" + image + "/content",
                        BodyPublishers.noBody());

        assertThat(sha256(content.body())).isEqualTo(sha256(firmware));
    }

    private final class Simulated implements AutoCloseable {

        private final String identity = bed.identity();
        private final EventLoops loops = new EventLoops(1);
        private final CompletableFuture<String> fetched = new CompletableFuture<>();

        Simulated(String protocols) throws Exception {
            var booted = new CompletableFuture<RegistrationStatus>();
            var observer =
                    new ChargePointObserver() {
                        @Override
                        public void booted(String chargePoint, RegistrationStatus status) {
                            booted.complete(status);
                        }

                        @Override
                        public void fetched(String cp, URI location, long size, String sha256) {
                            fetched.complete(sha256);
                        }
                    };
            var setup =
                    Setup.of(bed.platform().ocppUri(), identity)
                            .withConfiguration(
                                    Map.of(
                                            ConfigurationKey.SUPPORTED_FILE_TRANSFER_PROTOCOLS,
                                            protocols));
            var chargePoint =
                    new SimulatedChargePoint(
                            setup,
                            loops.next(),
                            InstantSource.system(),
                            new SplittableRandom(11),
                            observer);
            chargePoint.powerOn();
            assertThat(booted.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo(RegistrationStatus.ACCEPTED);
        }

        /** The platform asks, and its firmware-service has heard the answer. */
        void knownToSpeak(String protocols) {
            bed.operator().ask(identity, "get-configuration", "{}").await().expect(200);
            bed.database()
                    .awaitRow(
                            "firmware",
                            "select 1 from fleet_member where charge_point_id = ? and transfer_protocols = ?",
                            identity,
                            protocols);
        }

        @Override
        public void close() {
            loops.close();
        }
    }

    private JsonNode only(String path) {
        var items = bed.operator().get(path).expect(200).path("items");
        assertThat(items).hasSize(1);
        return items.get(0);
    }

    private static String location(JsonNode command) {
        return command.path("request").path("location").asString("");
    }

    private String store(String name, byte[] bytes) {
        return bed.operator()
                .upload("/api/v1/firmware/images?fileName=" + name, bytes)
                .expect(201)
                .path("imageId")
                .asString();
    }

    private HttpResponse<byte[]> send(String method, String path, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(bed.platform().httpUri().resolve(path))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + bed.platform().adminKey())
                        .header("Content-Type", "application/octet-stream")
                        .method(method, body)
                        .build();
        return client.send(request, BodyHandlers.ofByteArray());
    }

    private static byte[] bytes(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
