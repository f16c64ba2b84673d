package io.mainspring.firmware.files;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A charge point's or an operator's HTTP client against the service on this port. */
public final class Http {

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;

    public Http(int port) {
        this.port = port;
    }

    /** The same path on the service under test. */
    public URI here(URI offered) {
        return here(offered.getRawPath());
    }

    public URI here(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Without a key, as a charge point. */
    public HttpResponse<byte[]> send(String method, URI uri, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri).method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    public HttpResponse<byte[]> get(URI uri, String... headers)
            throws IOException, InterruptedException {
        return send("GET", uri, BodyPublishers.noBody(), headers);
    }

    /** With the key of an operator. */
    public HttpResponse<byte[]> operator(
            String method, String path, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        var all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Authorization";
        all[headers.length + 1] = "Bearer secret";
        return send(method, here(path), body, all);
    }

    public static JsonNode json(HttpResponse<byte[]> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    /** Stores an image and gives its id. */
    public String image(String name, byte[] bytes) throws IOException, InterruptedException {
        var stored =
                operator(
                        "POST",
                        "/api/v1/firmware/images?fileName=" + name,
                        BodyPublishers.ofByteArray(bytes),
                        "Content-Type",
                        "application/octet-stream");
        if (stored.statusCode() != 201) {
            throw new AssertionError(stored.statusCode() + " " + new String(stored.body()));
        }
        return json(stored).get("imageId").asString();
    }

    /** The files of a job, as the API lists them. */
    public JsonNode uploads(Object jobId) throws IOException, InterruptedException {
        return json(operator(
                        "GET", "/api/v1/diagnostics/files?jobId=" + jobId, BodyPublishers.noBody()))
                .get("items");
    }
}
