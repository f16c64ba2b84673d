package io.mainspring.gateway.tls;

import io.mainspring.gateway.handshake.ClientCertificate;
import io.mainspring.gateway.tls.TlsMeter.Expiring;
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
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates, keys and lists in use. Looks at the files from time to time: what has changed and
 * can be used is used by the next handshake, whole or not at all; what cannot be used is told, and
 * the former stays. Thread-safe.
 */
public final class TlsMaterial implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TlsMaterial.class);

    static {
        // The JDK reads each once, when it first needs it. A responder gets less time than a
        // handshake has; and who has shaken hands need not do so again within a connection, which
        // nothing would count.
        System.getProperties().putIfAbsent("com.sun.security.ocsp.timeout", "2");
        System.getProperties().putIfAbsent("com.sun.security.ocsp.readtimeout", "2");
        System.getProperties().putIfAbsent("jdk.tls.rejectClientInitiatedRenegotiation", "true");
    }

    private final TlsSettings settings;
    private final TlsMeter meter;
    private final InstantSource clock;
    private final Consumer<Predicate<ClientCertificate.Id>> whenRevoked;
    private final List<Path> paths;
    private final ScheduledExecutorService work =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("certificates").factory());

    // the working thread's own
    private final FetchedLists fetched;
    private PemFiles inUse;
    private @Nullable Refused refused;
    private Set<String> doubts = Set.of();

    private volatile Material current;
    private volatile @Nullable String problem;
    private volatile @Nullable String fetchProblem;

    /**
     * What was read last and is not in use.
     *
     * @param material null if it will never be usable
     */
    private record Refused(PemFiles files, @Nullable Material material, String reason) {}

    /**
     * Reads the files for the first time.
     *
     * @param whenRevoked told at each change of the revocation lists which certificates are in them
     * @throws UnusableMaterial naming what is wrong: a gateway does not start with half of its TLS
     */
    public TlsMaterial(
            TlsSettings settings,
            TlsMeter meter,
            InstantSource clock,
            Consumer<Predicate<ClientCertificate.Id>> whenRevoked) {
        this.settings = settings;
        this.meter = meter;
        this.clock = clock;
        this.whenRevoked = whenRevoked;
        paths = paths(settings);
        fetched = new FetchedLists(settings);
        fetch();
        inUse = new PemFiles(paths, fetched.contents());
        current = Material.of(inUse, settings);
        watch();
        tell(current);
        tellDoubts();
        if (!paths.isEmpty()) {
            repeat(this::look, settings.reloadInterval());
            repeat(this::forgetSessions, settings.recheckAfter());
        }
    }

    private void repeat(Runnable task, Duration interval) {
        long millis = interval.toMillis();
        var _ = work.scheduleWithFixedDelay(task, millis, millis, TimeUnit.MILLISECONDS);
    }

    private void watch() {
        if (!settings.own().isEmpty()) {
            meter.watchExpiry(Expiring.RSA_CERTIFICATE, this, m -> m.secondsLeft("RSA"));
            meter.watchExpiry(Expiring.EC_CERTIFICATE, this, m -> m.secondsLeft("EC"));
        }
        if (!settings.authorities().isEmpty()) {
            meter.watchExpiry(
                    Expiring.AUTHORITY, this, m -> m.secondsLeft(m.current.authoritiesEnd()));
        }
        if (settings.revocation() == Revocation.CRL) {
            meter.watchExpiry(
                    Expiring.REVOCATION_LIST, this, m -> m.secondsLeft(m.current.listsEnd()));
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

    /** When the first of the authorities of client certificates expires, null if there is none. */
    public @Nullable Instant authoritiesEnd() {
        return current.authoritiesEnd();
    }

    /** When the first of the revocation lists that are needed ends, null if none is needed. */
    public @Nullable Instant listsEnd() {
        return current.listsEnd();
    }

    /**
     * Why the files as they are now are not in use, what could not be fetched, or what is in use and
     * not in force; null if all is well.
     */
    public @Nullable String problem() {
        var refusal = problem;
        if (refusal != null) {
            return refusal;
        }
        var notFetched = fetchProblem;
        if (notFetched != null) {
            return notFetched;
        }
        var now = current.doubts(clock.instant());
        return now.isEmpty() ? null : String.join("; ", now);
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

    private void look() {
        try {
            fetch();
            var read = new PemFiles(paths, fetched.contents());
            if (read.sameAs(inUse)) {
                problem = null;
                refused = null;
            } else {
                consider(read);
            }
            tellDoubts();
        } catch (UnusableMaterial e) {
            report(reason(e));
        } catch (RuntimeException e) {
            log.error("certificates not looked at", e);
        }
    }

    private void fetch() {
        try {
            if (fetched.refresh(clock.instant())) {
                meter.reloaded(false);
            }
            fetchProblem = fetched.problem();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the gateway ends
        }
    }

    /** What may be usable later, because it is not in force yet, is considered again. */
    private void consider(PemFiles read) {
        var known = refused != null && read.sameAs(refused.files()) ? refused : null;
        if (known != null && known.material() == null) {
            problem = known.reason();
            return;
        }
        Material candidate = null;
        try {
            candidate =
                    known == null || known.material() == null
                            ? Material.of(read, settings)
                            : known.material();
            requireNoWorse(candidate);
            use(read, candidate);
        } catch (UnusableMaterial e) {
            refused = new Refused(read, candidate, reason(e));
            report(reason(e));
        }
    }

    /** In force, or at least no less than what is in use: half a remedy must not be kept out. */
    private void requireNoWorse(Material candidate) {
        var now = clock.instant();
        var worse = candidate.doubts(now);
        worse.removeAll(current.doubts(now));
        if (!worse.isEmpty()) {
            throw new UnusableMaterial(String.join("; ", worse), null);
        }
    }

    private void use(PemFiles read, Material material) {
        current = material;
        inUse = read;
        refused = null;
        problem = null;
        meter.reloaded(true);
        tell(material);
        if (!material.lists().isEmpty()) {
            whenRevoked.accept(material::isRevoked);
        }
    }

    /** Once for each state of the files, not once for each look. */
    private void report(String reason) {
        if (!reason.equals(problem)) {
            meter.reloaded(false);
            problem = reason;
            log.error("certificates not usable, the former stay in use reason={}", reason);
        }
    }

    private static String reason(UnusableMaterial failure) {
        return String.valueOf(failure.getMessage());
    }

    private void tellDoubts() {
        var now = current.doubts(clock.instant());
        if (!now.equals(doubts)) {
            doubts = now;
            if (!now.isEmpty()) {
                log.error("certificates or lists in use are not in force what={}", now);
            }
        }
    }

    private void forgetSessions() {
        try {
            current = current.withoutSessions();
        } catch (RuntimeException e) {
            log.error("TLS sessions not forgotten", e);
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
        return secondsLeft(
                current.own().stream()
                        .filter(own -> algorithm(own).equals(algorithm))
                        .map(own -> own.getNotAfter().toInstant())
                        .min(Instant::compareTo)
                        .orElse(null));
    }

    private double secondsLeft(@Nullable Instant end) {
        return end == null ? Double.NaN : Duration.between(clock.instant(), end).toSeconds();
    }

    private static String algorithm(X509Certificate certificate) {
        return certificate.getPublicKey().getAlgorithm();
    }

    @Override
    public void close() {
        work.shutdownNow();
        fetched.close();
    }
}
