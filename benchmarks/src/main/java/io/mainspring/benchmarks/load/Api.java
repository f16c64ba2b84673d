package io.mainspring.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The few things that the load run asks of the REST API. */
final class Api implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(9);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI http;
    private final String key;

    Api(Instance instance) {
        this.http = instance.addresses().http();
        this.key = instance.credentials().adminKey();
    }

    /** Registers idTags; known ones stay as they are. */
    void importIdTags(String csv) throws IOException, InterruptedException {
        var answer = post("/api/v1/id-tags/import", "text/csv", csv);
        if (answer.statusCode() != 200) {
            throw refused("import of idTags", answer);
        }
    }

    /**
     * Registers a charge point that will come with this profile and send this key.
     *
     * @param authorizationKey hexadecimal; null where the profile asks for none
     */
    void register(String chargePointId, int securityProfile, @Nullable String authorizationKey)
            throws IOException, InterruptedException {
        var answer =
                post(
                        "/api/v1/charge-points",
                        "application/json",
                        """
                        {"chargePointId": "%s", "authorizationKey": %s, "securityProfile": %d}
                        """
                                .formatted(
                                        chargePointId,
                                        authorizationKey == null
                                                ? null
                                                : '"' + authorizationKey + '"',
                                        securityProfile));
        if (answer.statusCode() != 201) {
            throw refused("registration of " + chargePointId, answer);
        }
    }

    private HttpResponse<String> post(String path, String type, String body)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(http.resolve(path))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", type)
                        .timeout(PATIENCE)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static IOException refused(String what, HttpResponse<String> answer) {
        return new IOException(what + ": " + answer.statusCode() + " " + answer.body());
    }

    @Override
    public void close() {
        client.close();
    }
}
