package io.mainspring.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** An operator's script: real HTTP with the API key "secret". */
public final class Rest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client = HttpClient.newHttpClient();
    private final IntSupplier port;
    private final String prefix;

    /**
     * @param port of the service, asked for with each request
     * @param prefix what every path begins with, such as {@code /api/v1/charge-points}; may be empty
     */
    public Rest(IntSupplier port, String prefix) {
        this.port = port;
        this.prefix = prefix;
    }

    /** What came back; the body is missing if there was none, or none in JSON. */
    public record Answer(int status, JsonNode body, HttpResponse<String> response) {}

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    public Answer put(String path, String body) {
        return send("PUT", path, body);
    }

    public Answer patch(String path, String body) {
        return send("PATCH", path, body);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    private static boolean isJson(HttpResponse<String> response) {
        return !response.body().isEmpty()
                && response.headers().firstValue("Content-Type").orElse("").contains("json");
    }

    private Answer send(String method, String path, @Nullable String body, String... headers) {
        var request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + port.getAsInt() + prefix + path))
                        .header("Authorization", "Bearer secret")
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            var text = response.body();
            return new Answer(
                    response.statusCode(),
                    isJson(response) ? JSON.readTree(text) : MissingNode.getInstance(),
                    response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
