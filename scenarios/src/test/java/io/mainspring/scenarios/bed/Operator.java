package io.mainspring.scenarios.bed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An operator at the REST API, with the administrator's key. */
public final class Operator {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.builder().build();
    private final URI api;
    private final String key;

    Operator(URI api, String key) {
        this.api = api;
        this.key = key;
    }

    public Reply get(String path) {
        return perform(request(path).GET());
    }

    public Reply put(String path, String body) {
        return perform(request(path).PUT(BodyPublishers.ofString(body)));
    }

    public Reply patch(String path, String body) {
        return perform(request(path).method("PATCH", BodyPublishers.ofString(body)));
    }

    public Reply delete(String path) {
        return perform(request(path).DELETE());
    }

    public Reply post(String path, String body) {
        return perform(request(path).POST(BodyPublishers.ofString(body)));
    }

    /** Asks something of a charge point and does not wait for its answer. */
    public Reply postAndLeave(String path, String body) {
        return perform(
                request(path)
                        .header("Prefer", "respond-async")
                        .POST(BodyPublishers.ofString(body)));
    }

    /** Brings a file as it is. */
    public Reply upload(String path, byte[] content) {
        return perform(
                request(path)
                        .setHeader("Content-Type", "application/octet-stream")
                        .POST(BodyPublishers.ofByteArray(content)));
    }

    /**
     * Asks something of a charge point; the answer comes when the charge point has answered.
     *
     * @param command the last segment of the path, such as {@code reset}
     */
    public Asking ask(String chargePointId, String command, String body) {
        return command("/api/v1/charge-points/" + encoded(chargePointId) + "/" + command, body);
    }

    public Asking remoteStart(String chargePointId, String fields) {
        return command("/api/v1/transactions/remote-start", with(chargePointId, fields));
    }

    public Asking remoteStop(String chargePointId, int transactionId) {
        return command(
                "/api/v1/transactions/remote-stop",
                with(chargePointId, "\"transactionId\":" + transactionId));
    }

    public Asking reserve(String chargePointId, String fields) {
        return command("/api/v1/reservations", with(chargePointId, fields));
    }

    public Asking cancelReservation(String chargePointId, int reservationId) {
        return command(
                "/api/v1/reservations/" + reservationId + "/cancel",
                "{\"chargePointId\":\"" + chargePointId + "\"}");
    }

    /**
     * Asks something about charging profiles.
     *
     * @param command the last segment of the path, such as {@code set}
     */
    public Asking chargingProfiles(String chargePointId, String command, String fields) {
        return command("/api/v1/charging-profiles/" + command, with(chargePointId, fields));
    }

    private static String with(String chargePointId, String fields) {
        return "{\"chargePointId\":\""
                + chargePointId
                + "\""
                + (fields.isEmpty() ? "" : ",")
                + fields
                + "}";
    }

    /** A command at any path of the API; the answer comes when the charge point has answered. */
    public Asking command(String path, String body) {
        var request = request(path).POST(BodyPublishers.ofString(body)).build();
        return new Asking(
                client.sendAsync(request, BodyHandlers.ofString())
                        .thenApply(response ->
                                new Reply(response.statusCode(), read(response.body()))));
    }

    private Reply perform(HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            return new Reply(response.statusCode(), read(response.body()));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private JsonNode read(String body) {
        return body.isEmpty() ? json.createObjectNode() : json.readTree(body);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(api.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json");
    }

    public static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A command under way. */
    public record Asking(CompletableFuture<Reply> reply) {

        /** Waits for what the API says of it. */
        public Reply await() {
            try {
                return reply.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
            } catch (CompletionException e) {
                throw new AssertionError(e.getCause());
            }
        }

        /** Waits for its end, which must be an answer of the charge point with this status in it. */
        public void isAnswered(String status) {
            var command = await();
            command.expect(200);
            assertThat(command.text("status")).as("%s", command.body()).isEqualTo("Answered");
            assertThat(command.body().path("response").path("status").asString(""))
                    .isEqualTo(status);
        }

        /** Waits for its end, which must be this one. */
        public Reply ends(String status) {
            var command = await();
            assertThat(command.text("status")).as("%s", command.body()).isEqualTo(status);
            return command;
        }
    }
}
