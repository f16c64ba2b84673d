package io.mainspring.gateway.tls;

import io.mainspring.gateway.handshake.ClientCertificate;
import io.netty.handler.ssl.SslContext;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates, keys and lists in use. Looks at the files from time to time: what has changed and
 * can be used is used by the next handshake, whole or not at all; what cannot be used is told, and
 * the former stays. Connections that are open are not touched. Thread-safe.
 */
public final class TlsMaterial implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TlsMaterial.class);

    private final TlsSettings settings;
    private final TlsMeter meter;
    private final InstantSource clock;
    private final List<Path> paths;
    private final ScheduledExecutorService reloads =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("certificates").factory());

    // the reloading thread's own
    private PemFiles inUse;
    private @Nullable PemFiles unusable;

    private volatile Material current;
    private volatile @Nullable String problem;

    /**
     * Reads the files for the first time.
     *
     * @throws UnusableMaterial naming what is wrong: a gateway does not start with half of its TLS
     */
    public TlsMaterial(TlsSettings settings, TlsMeter meter, InstantSource clock) {
        this.settings = settings;
        this.meter = meter;
        this.clock = clock;
        paths = paths(settings);
        inUse = new PemFiles(paths);
        current = Material.of(inUse, settings);
        current.own().stream()
                .map(TlsMaterial::algorithm)
                .distinct()
                .forEach(algorithm ->
                        meter.watchExpiry(
                                algorithm, this, material -> material.secondsLeft(algorithm)));
        tell(current);
        if (!paths.isEmpty()) {
            long millis = settings.reloadInterval().toMillis();
            var _ =
                    reloads.scheduleWithFixedDelay(
                            this::look, millis, millis, TimeUnit.MILLISECONDS);
        }
    }

    private static List<Path> paths(TlsSettings settings) {
        var paths = new ArrayList<Path>();
        for (var pair : settings.own()) {
            paths.add(pair.certificate());
            paths.add(pair.key());
        }
        paths.addAll(settings.authorities());
        if (!settings.authorities().isEmpty()) {
            paths.addAll(settings.revocationLists());
        }
        return List.copyOf(paths);
    }

    /** Whether the gateway has certificates of its own. */
    public boolean servesTls() {
        return current.server() != null;
    }

    /** Whether certificates of charge points can be checked. */
    public boolean checksClients() {
        return current.trust() != null;
    }

    /** When the first of our own certificates expires, null if there is none. */
    public @Nullable Instant firstExpiry() {
        return current.own().stream()
                .map(own -> own.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** Why the files as they are now are not in use, null if they are. */
    public @Nullable String problem() {
        return problem;
    }

    /**
     * Checks a certificate that a proxy has handed on. May block.
     *
     * @param pem one certificate
     */
    public ClientCertificate check(String pem) {
        var trust = current.trust();
        if (trust == null) {
            return new ClientCertificate.Invalid("no authority is configured");
        }
        try {
            var certificate =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509")
                                    .generateCertificate(
                                            new ByteArrayInputStream(
                                                    pem.getBytes(StandardCharsets.ISO_8859_1)));
            trust.check(certificate);
            return ClientCertificate.of(certificate);
        } catch (CertificateException e) {
            return new ClientCertificate.Invalid(ClientTrust.reason(e));
        }
    }

    SslContext server() {
        var server = current.server();
        if (server == null) {
            throw new IllegalStateException("no certificate is configured");
        }
        return server;
    }

    Instant now() {
        return clock.instant();
    }

    TlsSettings settings() {
        return settings;
    }

    TlsMeter meter() {
        return meter;
    }

    private void look() {
        try {
            var read = new PemFiles(paths);
            if (read.sameAs(inUse)) {
                problem = null;
            } else if (unusable == null || !read.sameAs(unusable)) {
                take(read);
            }
        } catch (UnusableMaterial e) {
            report(e);
        } catch (RuntimeException e) {
            log.error("certificates not looked at", e);
        }
    }

    private void take(PemFiles read) {
        try {
            current = Material.of(read, settings);
            inUse = read;
            problem = null;
            meter.reloaded(true);
            tell(current);
        } catch (UnusableMaterial e) {
            unusable = read;
            report(e);
        }
    }

    /** Once for each state of the files, not once for each look. */
    private void report(UnusableMaterial failure) {
        var reason = String.valueOf(failure.getMessage());
        if (!reason.equals(problem)) {
            problem = reason;
            meter.reloaded(false);
            log.error("certificates not usable, the former stay in use reason={}", reason);
        }
    }

    private static void tell(Material material) {
        for (var own : material.own()) {
            log.info(
                    "server certificate in use subject={} algorithm={} expires={}",
                    own.getSubjectX500Principal(),
                    algorithm(own),
                    own.getNotAfter().toInstant());
        }
    }

    private double secondsLeft(String algorithm) {
        return current.own().stream()
                .filter(own -> algorithm(own).equals(algorithm))
                .mapToDouble(own ->
                        Duration.between(clock.instant(), own.getNotAfter().toInstant())
                                .toSeconds())
                .min()
                .orElse(Double.NaN);
    }

    private static String algorithm(X509Certificate certificate) {
        return certificate.getPublicKey().getAlgorithm();
    }

    @Override
    public void close() {
        reloads.shutdownNow();
    }
}
