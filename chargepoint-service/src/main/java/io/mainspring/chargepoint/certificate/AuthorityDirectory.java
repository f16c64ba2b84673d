package io.mainspring.chargepoint.certificate;

import java.io.IOException;
import java.io.StringReader;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.bouncycastle.util.io.pem.PemReader;
import org.jspecify.annotations.Nullable;

/** The files of an embedded authority. Files appear whole or not at all. */
final class AuthorityDirectory {

    private static final String ALIAS = "ca";

    private final Path directory;
    private final @Nullable String password;
    private final ReentrantLock thisProcess = new ReentrantLock();

    AuthorityDirectory(Path directory, @Nullable String password) {
        this.directory = directory;
        this.password = password;
    }

    /** An authority's key and its own certificate. */
    record Identity(PrivateKey key, X509Certificate certificate) {}

    /** Something that touches the files. */
    interface Step<T> {
        T run() throws IOException;
    }

    Path certificateFile() {
        return directory.resolve("ca.crt");
    }

    Path revocationListFile() {
        return directory.resolve("ca.crl");
    }

    private Path keyFile() {
        return directory.resolve(password == null ? "ca.key" : "ca.p12");
    }

    Identity openOrCreate(Supplier<Identity> create) throws IOException {
        return alone(() -> {
            if (Files.exists(keyFile())) {
                return open();
            }
            if (Files.exists(certificateFile())) {
                throw new IllegalStateException(
                        certificateFile() + " is there, but not its key " + keyFile());
            }
            var identity = create.get();
            save(identity);
            return identity;
        });
    }

    /** One at a time, in this process and beside others. */
    <T> T alone(Step<T> step) throws IOException {
        thisProcess.lock();
        try (var channel =
                        FileChannel.open(
                                directory.resolve("ca.lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            assert lock.isValid();
            return step.run();
        } finally {
            thisProcess.unlock();
        }
    }

    private Identity open() throws IOException {
        try {
            return password == null ? openPem() : openStore(password.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(keyFile() + " holds no key of an authority", e);
        }
    }

    private Identity openPem() throws IOException, GeneralSecurityException {
        var certificate = Pem.certificates(Files.readString(certificateFile())).getFirst();
        try (var reader = new PemReader(new StringReader(Files.readString(keyFile())))) {
            var block = reader.readPemObject();
            if (block == null) {
                throw new CertificateException("no PEM in " + keyFile());
            }
            var key =
                    KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
                            .generatePrivate(new PKCS8EncodedKeySpec(block.getContent()));
            return new Identity(key, certificate);
        }
    }

    private Identity openStore(char[] secret) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(keyFile())) {
            store.load(in, secret);
        }
        if (!(store.getKey(ALIAS, secret) instanceof PrivateKey key)
                || !(store.getCertificate(ALIAS) instanceof X509Certificate certificate)) {
            throw new CertificateException("no entry " + ALIAS + " in " + keyFile());
        }
        return new Identity(key, certificate);
    }

    /** The key last: where it is, the authority is complete. */
    private void save(Identity identity) throws IOException {
        if (password == null) {
            write(certificateFile(), Pem.of(identity.certificate()), false);
            write(keyFile(), Pem.write("PRIVATE KEY", identity.key().getEncoded()), true);
            return;
        }
        try {
            var secret = password.toCharArray();
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, secret);
            store.setKeyEntry(
                    ALIAS, identity.key(), secret, new Certificate[] {identity.certificate()});
            var bytes = new java.io.ByteArrayOutputStream();
            store.store(bytes, secret);
            write(certificateFile(), Pem.of(identity.certificate()), false);
            write(keyFile(), bytes.toByteArray(), true);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java writes PKCS#12", e);
        }
    }

    static void write(Path file, String text, boolean secret) throws IOException {
        write(file, text.getBytes(java.nio.charset.StandardCharsets.US_ASCII), secret);
    }

    private static void write(Path file, byte[] content, boolean secret) throws IOException {
        var directory = file.toAbsolutePath().getParent();
        var temporary =
                secret && Files.getFileStore(directory).supportsFileAttributeView("posix")
                        ? Files.createTempFile(
                                directory,
                                ".new",
                                null,
                                PosixFilePermissions.asFileAttribute(
                                        PosixFilePermissions.fromString("rw-------")))
                        : Files.createTempFile(directory, ".new", null);
        Files.write(temporary, content);
        if (!secret && Files.getFileStore(directory).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-r--r--"));
        }
        Files.move(
                temporary,
                file,
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
    }
}
