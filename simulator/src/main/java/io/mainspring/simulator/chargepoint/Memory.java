package io.mainspring.simulator.chargepoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What a charge point still knows after its process has ended, in a file; without one it forgets. The file is written as
 * soon as there is something to remember, whole or not at all, and only its owner may read it: there are keys in it.
 */
final class Memory {

    static final Memory NONE = new Memory(null);

    private final @Nullable Path file;
    private final Properties content = new Properties();

    Memory(@Nullable Path file) {
        this.file = file;
        if (file == null) {
            return;
        }
        try (var reader = Files.newBufferedReader(file)) {
            content.load(reader);
        } catch (NoSuchFileException _) {
            // nothing to remember yet
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Nullable String recall(String name) {
        return content.getProperty(name);
    }

    void keep(String name, String value) {
        if (file == null || value.equals(content.setProperty(name, value))) {
            return;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var next = Files.createTempFile(file.toAbsolutePath().getParent(), "next", null);
            try (var writer = Files.newBufferedWriter(next)) {
                content.store(writer, null);
            }
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
