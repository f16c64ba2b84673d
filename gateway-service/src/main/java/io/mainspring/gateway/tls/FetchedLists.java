package io.mainspring.gateway.tls;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Revocation lists from elsewhere. Of each address the last answer counts that was a list; when one
 * is too old is not decided here. Fetching blocks. Confined to one thread.
 */
final class FetchedLists implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(FetchedLists.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final long LONGEST = 64L * 1_024 * 1_024;

    private final TlsSettings settings;
    private final @Nullable HttpClient client;
    private final Map<URI, byte[]> lists = new HashMap<>();
    private final Map<URI, Instant> due = new HashMap<>();
    private final Map<URI, String> failures = new TreeMap<>();

    FetchedLists(TlsSettings settings) {
        this.settings = settings;
        client =
                settings.revocationAddresses().isEmpty()
                        ? null
                        : HttpClient.newBuilder()
                                .connectTimeout(CONNECT_TIMEOUT)
                                .followRedirects(
                                        settings.fetchKey() == null
                                                ? HttpClient.Redirect.NORMAL
                                                : HttpClient.Redirect.NEVER) // not with our key
                                .build();
    }

    /**
     * Asks for what is due; what could not be had is due again at once.
     *
     * @return whether an address has begun to fail
     */
    boolean refresh(Instant now) throws InterruptedException {
        boolean worse = false;
        for (var address : settings.revocationAddresses()) {
            if (client != null && !now.isBefore(due.getOrDefault(address, Instant.MIN))) {
                worse |= !fetch(client, address, now);
            }
        }
        return worse;
    }

    /** Whether it has succeeded, or has failed before. */
    private boolean fetch(HttpClient from, URI address, Instant now) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(address).timeout(TIMEOUT);
            if (settings.fetchKey() != null) {
                request.header("Authorization", "Bearer " + settings.fetchKey());
            }
            var answer =
                    from.send(
                            request.build(),
                            BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST));
            if (answer.statusCode() != OK) {
                throw new IOException("status " + answer.statusCode());
            }
            var _ = PemFiles.revocationLists("the answer", answer.body());
            lists.put(address, answer.body());
            due.put(address, now.plus(settings.refreshInterval()));
            if (failures.remove(address) != null) {
                log.info("revocation list fetched again address={}", address);
            }
            return true;
        } catch (IOException | UnusableMaterial e) {
            var reason = e.getMessage() == null ? e.toString() : e.getMessage();
            boolean told = failures.put(address, reason) != null;
            if (!told) {
                log.warn("revocation list not fetched address={} reason={}", address, reason);
            }
            return told;
        }
    }

    Map<URI, byte[]> contents() {
        return Map.copyOf(lists);
    }

    /** Which addresses did not answer with a list the last time, and why; null if all did. */
    @Nullable String problem() {
        if (failures.isEmpty()) {
            return null;
        }
        var first = failures.entrySet().iterator().next();
        return "revocation list not fetched: " + first.getKey() + ": " + first.getValue();
    }

    @Override
    public void close() {
        if (client != null) {
            client.shutdownNow();
        }
    }
}
