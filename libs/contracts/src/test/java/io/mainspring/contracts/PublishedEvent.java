package io.mainspring.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** A record that is published, found among the compiled classes. */
record PublishedEvent(Class<?> type, SourceDoc doc) {

    /** All of them, by owner and type. */
    static List<PublishedEvent> all() {
        try {
            var classes =
                    Path.of(
                            PublishedAs.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            try (var files = Files.walk(classes)) {
                return files.map(f -> classes.relativize(f).toString())
                        .filter(f -> f.endsWith(".class") && !f.contains("-info"))
                        .map(f -> load(f.substring(0, f.length() - 6).replace('/', '.')))
                        .filter(type -> type.isAnnotationPresent(PublishedAs.class))
                        .map(type -> new PublishedEvent(type, SourceDoc.of(type)))
                        .sorted(
                                Comparator.comparing(PublishedEvent::owner)
                                        .thenComparing(PublishedEvent::name))
                        .toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As it stands in {@code ce_type}. */
    String name() {
        return Objects.requireNonNull(type.getAnnotation(PublishedAs.class)).value();
    }

    /** The last segment of its package. */
    String owner() {
        var name = type.getPackageName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    List<String> fieldNames() {
        return Arrays.stream(type.getRecordComponents()).map(c -> c.getName()).toList();
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, PublishedEvent.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
