package io.mainspring.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * The one HTTP address of the standalone, as an ingress would make it: each path prefix goes to the
 * service that owns it; readiness is everybody's; Swagger UI shows all APIs.
 *
 * <p>Its address is known before there are services behind it, because they give it out; until then
 * it answers 503. Bodies stream through in both directions, whatever their size.
 */
final class FrontDoor implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(FrontDoor.class);

    /** Of one connection, not of the answer: this side's server sets its own (RFC 9110 §7.6.1). */
    private static final Set<String> HOP_BY_HOP =
            Set.of("connection", "keep-alive", "transfer-encoding", "te", "trailer", "upgrade");

    private static final String SWAGGER_JAR = "/META-INF/resources/webjars/swagger-ui/";

    private volatile Map<String, Integer> services = Map.of();
    private final Map<String, String> owners;
    private final HttpClient client = HttpClient.create().responseTimeout(Duration.ofMinutes(10));
    private final DisposableServer server;

    /**
     * @param owners service per path prefix
     */
    FrontDoor(String bind, int port, Map<String, String> owners) {
        this.owners = Map.copyOf(owners);
        this.server = HttpServer.create().host(bind).port(port).handle(this::handle).bindNow();
    }

    int port() {
        return server.port();
    }

    /**
     * Lets in.
     *
     * @param ports port on loopback per service
     */
    void open(Map<String, Integer> ports) {
        services = Collections.unmodifiableMap(new LinkedHashMap<>(ports));
    }

    @Override
    public void close() {
        server.disposeNow(Duration.ofSeconds(2));
    }

    private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        var path = "/" + request.path();
        if (services.isEmpty()) {
            return problem(response, HttpResponseStatus.SERVICE_UNAVAILABLE, "still starting");
        }
        if (path.equals("/")) {
            return response.sendRedirect("/swagger-ui/index.html");
        }
        if (path.equals("/actuator/health/readiness")) {
            return readiness(response);
        }
        if (path.startsWith("/swagger-ui/")) {
            return swagger(path.substring("/swagger-ui/".length()), response);
        }
        for (var service : services.keySet()) {
            if (path.equals("/v3/api-docs/" + service)) {
                return proxy(service, "/v3/api-docs", request, response);
            }
            if (path.startsWith("/actuator/" + service + "/")) {
                return proxy(
                        service,
                        "/actuator/" + path.substring(("/actuator/" + service + "/").length()),
                        request,
                        response);
            }
        }
        var owner = owner(path);
        return owner == null
                ? problem(response, HttpResponseStatus.NOT_FOUND, "nobody owns this path")
                : proxy(owner, request.uri(), request, response);
    }

    private @Nullable String owner(String path) {
        for (var owner : owners.entrySet()) {
            var prefix = owner.getKey();
            if (path.equals(prefix) || path.startsWith(prefix + "/")) {
                return owner.getValue();
            }
        }
        return null;
    }

    private Publisher<Void> proxy(
            String service, String uri, HttpServerRequest request, HttpServerResponse response) {
        int port = Objects.requireNonNull(services.get(service));
        return client.headers(
                        h -> {
                            h.set(request.requestHeaders());
                            h.set("X-Forwarded-Host", request.requestHeaders().get("Host", ""));
                            h.set("X-Forwarded-Proto", request.scheme());
                        })
                .request(request.method())
                .uri("http://127.0.0.1:" + port + uri)
                .send(request.receive().retain())
                .response((answer, body) -> {
                    response.status(answer.status());
                    answer.responseHeaders()
                            .forEach(h -> {
                                if (!HOP_BY_HOP.contains(h.getKey().toLowerCase(Locale.ROOT))) {
                                    response.addHeader(h.getKey(), h.getValue());
                                }
                            });
                    return response.send(body.retain());
                })
                .onErrorResume(e -> {
                    log.warn("service does not answer service={}", service, e);
                    return response.hasSentHeaders()
                            ? Mono.error(e)
                            : Mono.from(
                                    problem(
                                            response,
                                            HttpResponseStatus.BAD_GATEWAY,
                                            service + " does not answer"));
                });
    }

    /** 200 when charge points can be served: every service says so. */
    private Publisher<Void> readiness(HttpServerResponse response) {
        return Flux.fromIterable(services.entrySet())
                .flatMap(service -> isReady(service.getValue()))
                .all(ready -> ready)
                .flatMap(ready ->
                        json(
                                response,
                                ready
                                        ? HttpResponseStatus.OK
                                        : HttpResponseStatus.SERVICE_UNAVAILABLE,
                                "application/json",
                                ready ? "{\"status\":\"UP\"}" : "{\"status\":\"OUT_OF_SERVICE\"}"));
    }

    private Mono<Boolean> isReady(int port) {
        return client.responseTimeout(Duration.ofSeconds(5))
                .get()
                .uri("http://127.0.0.1:" + port + "/actuator/health/readiness")
                .responseSingle((answer, _) -> Mono.just(answer.status().code() == 200))
                .onErrorReturn(false);
    }

    private Publisher<Void> swagger(String file, HttpServerResponse response) {
        if (file.equals("swagger-initializer.js")) {
            return send(response, "text/javascript", initializer().getBytes(UTF_8));
        }
        var version = SwaggerUi.VERSION;
        try (var in = FrontDoor.class.getResourceAsStream(SWAGGER_JAR + version + "/" + file)) {
            if (in == null || file.contains("..")) {
                return response.sendNotFound();
            }
            return send(response, contentType(file), in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String initializer() {
        var urls =
                services.keySet().stream()
                        .filter(owners::containsValue)
                        .map("{url: '/v3/api-docs/%1$s', name: '%1$s'}"::formatted)
                        .collect(Collectors.joining(", ", "[", "]"));
        return """
        window.ui = SwaggerUIBundle({
          urls: %s,
          dom_id: '#swagger-ui',
          deepLinking: true,
          persistAuthorization: true,
          presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
          layout: 'StandaloneLayout'
        });
        """
                .formatted(urls);
    }

    private static String contentType(String file) {
        return switch (file.substring(file.lastIndexOf('.') + 1)) {
            case "html" -> "text/html";
            case "css" -> "text/css";
            case "js" -> "text/javascript";
            case "png" -> "image/png";
            default -> "application/octet-stream";
        };
    }

    private static Publisher<Void> send(
            HttpServerResponse response, String contentType, byte[] body) {
        return response.header(HttpHeaderNames.CONTENT_TYPE, contentType)
                .sendByteArray(Mono.just(body));
    }

    private static Publisher<Void> problem(
            HttpServerResponse response, HttpResponseStatus status, String detail) {
        return json(
                response,
                status,
                "application/problem+json",
                """
                {"type":"about:blank","title":"%s","status":%d,"detail":"%s"}\
                """
                        .formatted(status.reasonPhrase(), status.code(), detail));
    }

    private static Mono<Void> json(
            HttpServerResponse response, HttpResponseStatus status, String type, String body) {
        return response.status(status)
                .header(HttpHeaderNames.CONTENT_TYPE, type)
                .sendString(Mono.just(body))
                .then();
    }

    /** Names of the services behind the door, for messages. */
    List<String> services() {
        return List.copyOf(services.keySet());
    }
}
