package io.mainspring.kit.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a list goes on: the sort keys of the last item, opaque to clients.
 *
 * @param keys without line breaks
 */
public record Cursor(List<String> keys) {

    /** The largest page a client may ask for. */
    public static final int MAX_LIMIT = 1000;

    /** Class of SQLState: a value that is none of its type. */
    private static final String DATA_EXCEPTION = "22";

    public static Cursor of(Object... keys) {
        return new Cursor(java.util.Arrays.stream(keys).map(Object::toString).toList());
    }

    /**
     * Reads a client's cursor; null stays null. Its keys are not looked into: what the database
     * cannot take for a time or a number when the list is read is answered by the same problem.
     *
     * @throws Problem 400 if it is not one of ours with so many keys
     */
    public static @Nullable Cursor parse(@Nullable String text, int keys) {
        if (text == null) {
            return null;
        }
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split("\n", -1);
            if (parts.length == keys) {
                return new Cursor(List.of(parts));
            }
        } catch (IllegalArgumentException e) {
            // told below, in the caller's terms
        }
        throw unknown();
    }

    static Problem unknown() {
        return Problem.badRequest("?cursor", "is not a cursor that this list gave out");
    }

    /** Whether a query failed because the database could not read a client's cursor. */
    static boolean isToBlame(@Nullable String text, Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return text != null && sql.getSQLState().startsWith(DATA_EXCEPTION);
            }
        }
        return false;
    }

    /**
     * Checks a client's limit; null is 100.
     *
     * @throws Problem 400 outside of 1..{@value #MAX_LIMIT}
     */
    public static int limit(@Nullable Integer limit) {
        if (limit == null) {
            return 100;
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Problem.badRequest("?limit", "must be between 1 and " + MAX_LIMIT);
        }
        return limit;
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("\n", keys).getBytes(UTF_8));
    }
}
