package io.mainspring.transaction;

import static java.util.Objects.requireNonNull;

import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An operator with an API key. Errors are answers like any other. */
public final class Rest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final RestClient client;

    Rest(ServletWebServerApplicationContext server) {
        this.client =
                RestClient.builder()
                        .baseUrl(
                                "http://127.0.0.1:"
                                        + requireNonNull(server.getWebServer()).getPort())
                        .defaultHeader("Authorization", "Bearer secret")
                        .defaultStatusHandler(HttpStatusCode::isError, (_, _) -> {})
                        .build();
    }

    public Answer get(String path, Object... variables) {
        return answer(client.get().uri(path, variables).retrieve().toEntity(String.class));
    }

    public Answer post(String path, String body, Object... variables) {
        return answer(
                client.post()
                        .uri(path, variables)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(body)
                        .retrieve()
                        .toEntity(String.class));
    }

    private static Answer answer(ResponseEntity<String> entity) {
        var body = entity.getBody();
        return new Answer(
                entity.getStatusCode().value(), JSON.readTree(body == null ? "null" : body));
    }

    /** Status and body. */
    public record Answer(int status, JsonNode body) {

        public String text(String pointer) {
            return body.at(pointer).asString();
        }
    }
}
