package io.mainspring.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Makes the drivers' cards known to the platform, so that its first visitors may charge. */
final class CardRegistration {

    private static final int SUCCESS = 2;
    private static final int CONFLICT = 409;

    private final URI api;
    private final String key;
    private final PrintStream out;

    CardRegistration(URI api, String key, PrintStream out) {
        this.api = api;
        this.key = key;
        this.out = out;
    }

    /** Registers each card that is not known yet; a failure is told and ends nothing. */
    void register(List<String> idTags) throws InterruptedException {
        try (var http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(5))
                        .build()) {
            for (var idTag : idTags) {
                var status = http.send(registration(idTag), BodyHandlers.discarding()).statusCode();
                if (status / 100 != SUCCESS && status != CONFLICT) {
                    out.println("card " + idTag + " not registered: HTTP " + status);
                }
            }
        } catch (IOException e) {
            out.println("cards not registered at " + api + ": " + e.getMessage());
        }
    }

    private HttpRequest registration(String idTag) {
        var body = "{\"idTag\":\"" + idTag.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
        return HttpRequest.newBuilder(api.resolve("/api/v1/id-tags"))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }
}
