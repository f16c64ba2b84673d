package io.mainspring.firmware.files.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a file that a request asks for: one range of bytes (RFC 9110 §14). What is no such
 * range, or several of them, stands for the whole file, as the RFC allows.
 *
 * @param first offset of the first byte
 * @param last offset of the last byte
 */
record ByteRange(long first, long last) {

    private static final Pattern SINGLE = Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

    long length() {
        return last - first + 1;
    }

    /** What a Range header means for a file. */
    sealed interface Asked {
        record Whole() implements Asked {}

        record Part(ByteRange range) implements Asked {}

        record Unsatisfiable() implements Asked {}
    }

    static Asked asked(@Nullable String header, long size) {
        var single = SINGLE.matcher(header == null ? "" : header);
        if (!single.matches()) {
            return new Asked.Whole();
        }
        var from = single.group(1);
        var to = single.group(2);
        if (from.isEmpty()) {
            return to.isEmpty() ? new Asked.Whole() : suffix(Long.parseLong(to), size);
        }
        long first = Long.parseLong(from);
        long last = to.isEmpty() ? size - 1 : Math.min(Long.parseLong(to), size - 1);
        if (!to.isEmpty() && Long.parseLong(to) < first) {
            return new Asked.Whole();
        }
        return first >= size
                ? new Asked.Unsatisfiable()
                : new Asked.Part(new ByteRange(first, last));
    }

    private static Asked suffix(long length, long size) {
        return length == 0 || size == 0
                ? new Asked.Unsatisfiable()
                : new Asked.Part(new ByteRange(Math.max(0, size - length), size - 1));
    }
}
