package io.mainspring.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The committed form of stored and published events, in {@code src/test/contracts}. A released file
 * never changes: what was written once must be readable for ever.
 *
 * <p>A missing file is written and the test fails once, so that it is looked at and committed.
 */
public final class GoldenFiles {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Path DIRECTORY = Path.of("src", "test", "contracts");

    private GoldenFiles() {}

    /**
     * Asserts that an event is written as its golden file says and that the golden file is read as
     * this event.
     *
     * @param name path without ending, such as {@code published/transaction.started.v1}
     */
    public static <T> void pins(
            String name, T event, Function<T, String> write, Function<String, ?> read) {
        var file = DIRECTORY.resolve(name + ".json");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, pretty(write.apply(event)) + "\n");
                throw new AssertionError(file + " was missing and is written: review, commit");
            }
            var golden = Files.readString(file, UTF_8);
            assertThat(tree(write.apply(event))).isEqualTo(tree(golden));
            assertThat(read.apply(golden)).isEqualTo(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode tree(String json) {
        return JSON.readTree(json);
    }

    private static String pretty(String json) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree(json));
    }
}
