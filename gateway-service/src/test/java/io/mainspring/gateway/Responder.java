package io.mainspring.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A certificate authority's web server: answers questions of OCSP at /ocsp, and has a list at /crl
 * for who bears the key "of the list".
 */
final class Responder implements AutoCloseable {

    private static final String KEY = "Bearer of the list";

    private final HttpServer server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<BigInteger> revoked = ConcurrentHashMap.newKeySet();
    private final AtomicInteger questions = new AtomicInteger();
    private volatile boolean silent;
    private volatile byte @Nullable [] list;
    private volatile @Nullable TestAuthority authority;

    Responder() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/ocsp", this::status);
        server.createContext("/crl", this::list);
        server.start();
    }

    URI ocsp() {
        return uri("/ocsp");
    }

    URI crl() {
        return uri("/crl");
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** Whose answers it gives. */
    void speaksFor(TestAuthority issuer) {
        authority = issuer;
    }

    void revoke(BigInteger serialNumber) {
        revoked.add(serialNumber);
    }

    /** Listens and says nothing. */
    void isSilent(boolean now) {
        silent = now;
    }

    /** What is at /crl; null: 404. */
    void offers(@Nullable String text) {
        list = text == null ? null : text.getBytes(US_ASCII);
    }

    int questions() {
        return questions.get();
    }

    private void status(HttpExchange exchange) throws IOException {
        questions.incrementAndGet();
        var issuer = authority;
        if (silent || issuer == null) {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return;
        }
        var question =
                exchange.getRequestMethod().equals("GET")
                        ? Base64.getDecoder()
                                .decode(
                                        exchange.getRequestURI()
                                                .getPath()
                                                .substring("/ocsp/".length()))
                        : exchange.getRequestBody().readAllBytes();
        answer(exchange, issuer.ocspAnswer(question, revoked));
    }

    private void list(HttpExchange exchange) throws IOException {
        questions.incrementAndGet();
        var content = list;
        if (!KEY.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        } else if (content == null) {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        } else {
            answer(exchange, content);
        }
    }

    private static void answer(HttpExchange exchange, byte[] content) throws IOException {
        exchange.sendResponseHeaders(200, content.length);
        try (var out = exchange.getResponseBody()) {
            out.write(content);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
