package io.mainspring.firmware.files.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Where streams wait until they are whole. Memory holds one buffer per stream, whatever its length;
 * what a crash leaves behind is swept away and was never in the store.
 */
public final class Spool {

    private static final int BUFFER = 64 * 1024;

    /** No transfer takes longer. */
    private static final Duration ABANDONED = Duration.ofDays(2);

    private final Path directory;

    Spool(Path directory) {
        this.directory = directory;
    }

    /** A file that is not whole yet. To be closed in any case: what nobody took over is deleted. */
    public final class Incoming extends OutputStream {

        private final Path path;
        private final long limit;
        private final Runnable check;
        private final OutputStream bytes;
        private final MessageDigest digest = sha256();
        private long size;

        private Incoming(long limit, Runnable check) throws IOException {
            this.limit = limit;
            this.check = check;
            Files.createDirectories(directory);
            path = Files.createTempFile(directory, "in-", ".part");
            bytes = Files.newOutputStream(path);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        /**
         * @throws SizeExceeded instead of writing more than the limit
         */
        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            if (size + length > limit) {
                throw new SizeExceeded(limit);
            }
            check.run();
            bytes.write(source, offset, length);
            digest.update(source, offset, length);
            size += length;
        }

        /** The stream has ended well. */
        public Whole whole() throws IOException {
            bytes.close();
            return new Whole(path, size, HexFormat.of().formatHex(digest.digest()));
        }

        @Override
        public void close() throws IOException {
            bytes.close();
            Files.deleteIfExists(path);
        }
    }

    /**
     * A whole file that is not in the store yet.
     *
     * @param sha256 hexadecimal, lower case
     */
    public record Whole(Path path, long size, String sha256) {}

    /** Begins to take a stream of at most so many bytes. */
    public Incoming begin(long limit) throws IOException {
        return begin(limit, () -> {});
    }

    /**
     * The same of a stream that may be broken off.
     *
     * @param check called again and again while bytes come; what it throws ends the stream
     */
    public Incoming begin(long limit, Runnable check) throws IOException {
        return new Incoming(limit, check);
    }

    /**
     * Copies a stream to its end.
     *
     * @throws SizeExceeded if it is longer than the limit of {@code target}
     */
    public static void copy(InputStream source, OutputStream target) throws IOException {
        var buffer = new byte[BUFFER];
        for (int n = source.read(buffer); n >= 0; n = source.read(buffer)) {
            target.write(buffer, 0, n);
        }
    }

    /** Deletes what was left behind by crashes. */
    public void sweep(Instant now) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (var files = Files.newDirectoryStream(directory, "in-*.part")) {
            for (var file : files) {
                if (isAbandoned(file, now)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static boolean isAbandoned(Path file, Instant now) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(ABANDONED));
        } catch (NoSuchFileException e) {
            return false; // another replica was quicker
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
