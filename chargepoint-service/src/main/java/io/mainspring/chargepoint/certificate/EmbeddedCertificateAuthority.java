package io.mainspring.chargepoint.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.jspecify.annotations.Nullable;

/**
 * A certificate authority that lives in a directory: its key, its certificate {@code ca.crt} and
 * its revocation list {@code ca.crl}, both PEM, for those who check certificates. Several processes
 * may share the directory; only who can read it can sign.
 */
public final class EmbeddedCertificateAuthority implements CertificateAuthority {

    private static final Executor OFF_THE_CALLERS_THREAD =
            task -> Thread.ofVirtual().name("certificate-authority").start(task);

    private final AuthorityDirectory directory;
    private final AuthorityDirectory.Identity identity;
    private final Settings settings;
    private final CertificateMaker maker;
    private final RevocationList revocations;

    private EmbeddedCertificateAuthority(
            AuthorityDirectory directory,
            AuthorityDirectory.Identity identity,
            Settings settings,
            CertificateMaker maker,
            RevocationList revocations) {
        this.directory = directory;
        this.identity = identity;
        this.settings = settings;
        this.maker = maker;
        this.revocations = revocations;
    }

    /**
     * How it signs.
     *
     * @param organization of all subjects: the CPO's name, which charge points compare with CpoName
     * @param algorithm of the authority's own key, used when it is created
     * @param validity of what it issues
     * @param password of the key's file {@code ca.p12}; null: the key is in {@code ca.key}, PEM,
     *     readable by its owner only
     */
    public record Settings(
            String organization,
            KeyAlgorithm algorithm,
            Duration validity,
            @Nullable String password) {

        public Settings {
            if (organization.isBlank()) {
                throw new IllegalArgumentException("an authority needs an organization");
            }
            if (validity.compareTo(Duration.ofMinutes(1)) < 0) {
                throw new IllegalArgumentException("a certificate is valid for a minute or more");
            }
        }
    }

    /**
     * A key and its certificates.
     *
     * @param chain the certificate first; the authority's own is not in it
     */
    public record KeyAndChain(KeyPair keys, List<X509Certificate> chain) {

        /** Writes what a TLS server reads: certificates, and the key readable by its owner only. */
        public void write(Path certificateFile, Path keyFile) {
            try {
                AuthorityDirectory.write(
                        keyFile, Pem.write("PRIVATE KEY", keys.getPrivate().getEncoded()), true);
                AuthorityDirectory.write(certificateFile, Pem.of(chain), false);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + certificateFile, e);
            }
        }
    }

    /**
     * Opens the authority of a directory, or makes one there.
     *
     * @throws UncheckedIOException if the directory cannot be read or written
     * @throws IllegalStateException if what is in it is no authority, or the password is wrong
     */
    public static EmbeddedCertificateAuthority openOrCreate(
            Path directory, Settings settings, Clock clock) {
        try {
            Files.createDirectories(directory);
            var random = new SecureRandom();
            var maker = new CertificateMaker(settings.organization(), clock, random);
            var files = new AuthorityDirectory(directory, settings.password());
            var identity = files.openOrCreate(() -> maker.authority(settings.algorithm()));
            var revocations = new RevocationList(files, identity, clock);
            revocations.rewrite();
            return new EmbeddedCertificateAuthority(files, identity, settings, maker, revocations);
        } catch (IOException e) {
            throw new UncheckedIOException("no certificate authority in " + directory, e);
        }
    }

    @Override
    public CompletionStage<List<X509Certificate>> sign(Order order) {
        return CompletableFuture.supplyAsync(
                () ->
                        List.of(
                                maker.issue(
                                        identity,
                                        order.key(),
                                        order.commonName(),
                                        List.of(),
                                        settings.validity(),
                                        KeyPurposeId.id_kp_clientAuth)),
                OFF_THE_CALLERS_THREAD);
    }

    @Override
    public CompletionStage<Void> revoke(BigInteger serialNumber) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        revocations.add(serialNumber);
                    } catch (IOException e) {
                        throw new UncheckedIOException("revocation list not written", e);
                    }
                },
                OFF_THE_CALLERS_THREAD);
    }

    /** Signs the revocation list anew, so that it does not grow old: daily is often enough. */
    public void renewRevocationList() {
        try {
            revocations.rewrite();
        } catch (IOException e) {
            throw new UncheckedIOException("revocation list not written", e);
        }
    }

    /** The list as it is in its file, whichever process wrote it. */
    X509CRL revocationList() {
        try {
            return revocations.read().orElseThrow(() -> new IOException("it is gone"));
        } catch (IOException e) {
            throw new UncheckedIOException("revocation list not read", e);
        }
    }

    @Override
    public List<X509Certificate> trustAnchors() {
        return List.of(identity.certificate());
    }

    /**
     * A new key with a certificate for a TLS server.
     *
     * @param names host names and IP addresses; the first is the common name too
     */
    public KeyAndChain issueServerCertificate(List<String> names, KeyAlgorithm algorithm) {
        return issueServerCertificate(names, algorithm, settings.validity());
    }

    /** The same with a validity of its own. */
    public KeyAndChain issueServerCertificate(
            List<String> names, KeyAlgorithm algorithm, Duration validity) {
        var keys = algorithm.generate();
        return new KeyAndChain(
                keys,
                List.of(
                        maker.issue(
                                identity,
                                keys.getPublic(),
                                names.getFirst(),
                                names,
                                validity,
                                KeyPurposeId.id_kp_serverAuth)));
    }

    /**
     * A certificate for a TLS client at once, for tools and tests.
     *
     * @param commonName the charge point's serial number or identity
     */
    public List<X509Certificate> issueClientCertificate(
            PublicKey key, String commonName, Duration validity) {
        return List.of(
                maker.issue(
                        identity,
                        key,
                        commonName,
                        List.of(),
                        validity,
                        KeyPurposeId.id_kp_clientAuth));
    }

    /** The authority's own certificate, PEM: what others trust. */
    public Path certificateFile() {
        return directory.certificateFile();
    }

    /** Which certificates were revoked, PEM; replaced as a whole on each change. */
    public Path revocationListFile() {
        return directory.revocationListFile();
    }
}
