package io.mainspring.auth;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An operator's script: real HTTP, with the API key that {@link AuthServiceTest} configures. */
public final class Rest implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final ServletWebServerApplicationContext server;
    private final HttpClient client = HttpClient.newHttpClient();

    Rest(ServletWebServerApplicationContext server) {
        this.server = server;
    }

    /** What came back. */
    public record Answer(int status, HttpResponse<String> response) {

        public String text() {
            return response.body();
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public String at(String pointer) {
            return json().at(pointer).asString();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    public Answer get(String path) {
        return send("GET", path, "application/json", BodyPublishers.noBody());
    }

    public Answer delete(String path) {
        return send("DELETE", path, "application/json", BodyPublishers.noBody());
    }

    public Answer post(String path, String json) {
        return send("POST", path, "application/json", BodyPublishers.ofString(json));
    }

    public Answer put(String path, String json) {
        return send("PUT", path, "application/json", BodyPublishers.ofString(json));
    }

    public Answer postCsv(String path, String csv) {
        return postCsv(path, BodyPublishers.ofString(csv));
    }

    public Answer postCsv(String path, BodyPublisher csv) {
        return send("POST", path, "text/csv", csv);
    }

    public Answer withoutKey(String path) {
        return exchange(HttpRequest.newBuilder(uri(path)).build());
    }

    private Answer send(String method, String path, String type, BodyPublisher body) {
        return exchange(
                HttpRequest.newBuilder(uri(path))
                        .header("Authorization", "Bearer secret")
                        .header("Content-Type", type)
                        .method(method, body)
                        .build());
    }

    private URI uri(String path) {
        var port = requireNonNull(server.getWebServer()).getPort();
        return URI.create("http://127.0.0.1:" + port + "/api/v1/id-tags" + path);
    }

    private Answer exchange(HttpRequest request) {
        try {
            var response = client.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
