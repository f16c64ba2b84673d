package io.mainspring.auth.csv;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV as RFC 4180 §2 has it, one line at a time, in memory that does not grow with the file.
 *
 * <p>The separator is a semicolon if the first line has one and no comma (spreadsheets of half of
 * Europe write that), else a comma. A byte order mark is skipped, blank lines are too; lines end
 * with CR LF, LF or CR. Line breaks inside quotes are not accepted: only so can reading go on
 * behind a quote that somebody forgot.
 */
public final class CsvReader {

    /** Longest line that is read, in chars. */
    public static final int MAX_LINE = 8_192;

    private static final int END = -1;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Reader source;
    private final char[] buffer = new char[8_192];
    private int length;
    private int position;

    private final StringBuilder line = new StringBuilder();
    private final StringBuilder value = new StringBuilder();
    private long number;
    private char separator;

    /** The caller closes the source. */
    public CsvReader(Reader source) {
        this.source = source;
    }

    /**
     * The next line that is not blank, or null at the end.
     *
     * @throws IOException if the source throws it
     */
    public @Nullable CsvLine next() throws IOException {
        while (peek() != END) {
            boolean whole = readLine();
            if (number == 1) {
                begin();
            }
            if (!whole) {
                return new CsvLine.Broken(number, "longer than " + MAX_LINE + " characters");
            }
            if (!line.isEmpty()) {
                return split();
            }
        }
        return null;
    }

    private void begin() {
        if (!line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK) {
            line.deleteCharAt(0);
        }
    }

    /** False if the line is too long: its head is in {@link #line}, its tail is skipped. */
    private boolean readLine() throws IOException {
        number++;
        line.setLength(0);
        while (true) {
            int c = read();
            switch (c) {
                case END, '\n' -> {
                    return line.length() <= MAX_LINE;
                }
                case '\r' -> {
                    if (peek() == '\n') {
                        read();
                    }
                    return line.length() <= MAX_LINE;
                }
                default -> {
                    if (line.length() <= MAX_LINE) {
                        line.append((char) c);
                    }
                }
            }
        }
    }

    private CsvLine split() {
        if (separator == 0) {
            separator = line.indexOf(",") < 0 && line.indexOf(";") >= 0 ? ';' : ',';
        }
        List<String> values = new ArrayList<>(4);
        int at = 0;
        while (true) {
            if (at < line.length() && line.charAt(at) == '"') {
                at = unquote(at + 1);
                if (at == END) {
                    return new CsvLine.Broken(
                            number, "value " + (values.size() + 1) + ": the quote does not end");
                }
                if (at < line.length() && line.charAt(at) != separator) {
                    return new CsvLine.Broken(
                            number,
                            "value " + (values.size() + 1) + ": text behind the closing quote");
                }
                values.add(value.toString());
            } else {
                int end = at;
                while (end < line.length() && line.charAt(end) != separator) {
                    if (line.charAt(end) == '"') {
                        return new CsvLine.Broken(
                                number,
                                "value " + (values.size() + 1) + ": a quote in unquoted text");
                    }
                    end++;
                }
                values.add(line.substring(at, end));
                at = end;
            }
            if (at == line.length()) {
                return new CsvLine.Values(number, values);
            }
            at++;
        }
    }

    /** Fills {@link #value}; returns the position behind the closing quote, or END without one. */
    private int unquote(int start) {
        value.setLength(0);
        for (int at = start; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c != '"') {
                value.append(c);
            } else if (at + 1 < line.length() && line.charAt(at + 1) == '"') {
                value.append('"');
                at++;
            } else {
                return at + 1;
            }
        }
        return END;
    }

    private int read() throws IOException {
        int c = peek();
        position++;
        return c;
    }

    private int peek() throws IOException {
        if (position >= length) {
            length = source.read(buffer);
            position = 0;
            if (length <= 0) {
                length = 0;
                return END;
            }
        }
        return buffer[position];
    }
}
