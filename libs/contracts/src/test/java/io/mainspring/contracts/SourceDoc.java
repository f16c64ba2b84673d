package io.mainspring.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The Javadoc of a type, read from its source.
 *
 * @param text before the first tag
 * @param params text of each {@code @param}
 */
record SourceDoc(String text, Map<String, String> params) {

    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Pattern COMMENT = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern PARAM = Pattern.compile("@param (\\w+) (.*)", Pattern.DOTALL);

    static SourceDoc of(Class<?> type) {
        return first(type.getName().replace('.', '/') + ".java");
    }

    static SourceDoc of(Package declared) {
        return first(declared.getName().replace('.', '/') + "/package-info.java");
    }

    private static SourceDoc first(String file) {
        try {
            var comment = COMMENT.matcher(Files.readString(SOURCES.resolve(file)));
            return comment.find() ? parse(comment.group(1)) : new SourceDoc("", Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SourceDoc parse(String comment) {
        var blocks = comment.replaceAll("(?m)^ *\\* ?", "").split("(?m)^(?=@)", -1);
        var params = new LinkedHashMap<String, String>();
        for (var block : blocks) {
            var param = PARAM.matcher(block);
            if (param.matches()) {
                params.put(param.group(1), markdown(param.group(2)));
            }
        }
        return new SourceDoc(markdown(blocks[0]), params);
    }

    private static String markdown(String javadoc) {
        return javadoc.replaceAll("\\{@code\\s+([^}]+)}", "`$1`")
                .replaceAll("\\{@link\\s+(?:\\w*#)?([^}]+)}", "`$1`")
                .replace("<p>", "")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
