package io.mainspring.auth.csv;

import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** Writes CSV as RFC 4180 §2 has it: commas, CR LF, quotes only where they are needed. */
public final class CsvWriter {

    private final Writer target;

    /** The caller flushes and closes the target. */
    public CsvWriter(Writer target) {
        this.target = target;
    }

    /**
     * Writes one line; null becomes an empty value.
     *
     * @throws IOException if the target throws it
     */
    public void write(@Nullable String... values) throws IOException {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                target.write(',');
            }
            var value = values[i];
            if (value != null) {
                write(value);
            }
        }
        target.write("\r\n");
    }

    private void write(String value) throws IOException {
        if (value.chars().noneMatch(CsvWriter::needsQuotes)) {
            target.write(value);
            return;
        }
        target.write('"');
        target.write(value.replace("\"", "\"\""));
        target.write('"');
    }

    /** The semicolon too, so that a reader that guesses the separator is not led astray. */
    private static boolean needsQuotes(int c) {
        return c == ',' || c == '"' || c == ';' || c == '\r' || c == '\n';
    }
}
