package io.mainspring.firmware.files.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A directory. The spool must be on the same file system: files are moved in, whole. */
final class FilesystemStore implements FileStore {

    private final Path root;

    FilesystemStore(Path root) {
        this.root = root;
    }

    @Override
    public void put(String key, Path whole) throws IOException {
        var target = root.resolve(key);
        Files.createDirectories(target.getParent());
        try (var bytes = FileChannel.open(whole, StandardOpenOption.WRITE)) {
            bytes.force(true);
        }
        Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
        try (var directory = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
            directory.force(true); // else a crash may forget the name
        }
    }

    @Override
    public InputStream open(String key, long offset) throws IOException {
        var bytes = FileChannel.open(root.resolve(key), StandardOpenOption.READ);
        try {
            return Channels.newInputStream(bytes.position(offset));
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    @Override
    public void delete(String key) throws IOException {
        Files.deleteIfExists(root.resolve(key));
    }
}
