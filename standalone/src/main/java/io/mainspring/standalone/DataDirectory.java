package io.mainspring.standalone;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The directory that outlives the process: engines' data, credentials, addresses of the running
 * instance. Held by one instance at a time.
 */
final class DataDirectory implements AutoCloseable {

    private final Path path;
    private final FileChannel lock;
    private final Properties credentials;

    private DataDirectory(Path path, FileChannel lock, Properties credentials) {
        this.path = path;
        this.lock = lock;
        this.credentials = credentials;
    }

    /**
     * Makes or takes over the directory.
     *
     * @throws HeldByAnother if another instance runs on it
     * @throws UncheckedIOException if it cannot be written
     */
    static DataDirectory open(Path directory) {
        try {
            var path = Files.createDirectories(directory.toAbsolutePath().normalize());
            var lock =
                    FileChannel.open(
                            path.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (!isFree(lock)) {
                lock.close();
                throw new HeldByAnother(path);
            }
            return new DataDirectory(path, lock, credentials(path.resolve("credentials")));
        } catch (IOException e) {
            throw new UncheckedIOException("data directory " + directory + " is not usable", e);
        }
    }

    /** Another instance holds the directory. */
    static final class HeldByAnother extends RuntimeException {

        private static final long serialVersionUID = 1L;

        HeldByAnother(Path path) {
            super(
                    "another instance holds the data directory "
                            + path
                            + "; stop it, or set MAINSPRING_DATA_DIR to a directory of its own");
        }
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    Path credentialsFile() {
        return path.resolve("credentials");
    }

    /** The password of a database role, made when it is first asked for. */
    String password(String role) {
        return secret("database." + role);
    }

    /** The key of the administrator: the configured one, else one made at the first start. */
    String adminKey(@Nullable String configured) {
        if (configured != null) {
            return configured;
        }
        return secret("admin-key");
    }

    /** Remembers where the running instance is, for {@code ./mainspring info}. */
    void announce(String addresses) throws IOException {
        Files.writeString(path.resolve("addresses"), addresses);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path.resolve("addresses"));
        lock.close();
    }

    private synchronized String secret(String name) {
        var known = credentials.getProperty(name);
        if (known != null) {
            return known;
        }
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        var secret = HexFormat.of().formatHex(bytes);
        credentials.setProperty(name, secret);
        try {
            var text = new StringWriter();
            credentials.store(text, "Secrets of this instance: keep them from other eyes");
            Files.writeString(credentialsFile(), text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("credentials not kept", e);
        }
        return secret;
    }

    private static boolean isFree(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // an instance in this very JVM
        }
    }

    private static Properties credentials(Path file) throws IOException {
        var credentials = new Properties();
        if (!Files.exists(file)) {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        }
        try (var in = Files.newBufferedReader(file)) {
            credentials.load(in);
        }
        return credentials;
    }
}
