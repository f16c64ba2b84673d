package io.mainspring.correlation.ledger;

import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Cursors of lists that are sorted by an instant and an id. */
final class Cursors {

    private Cursors() {}

    /**
     * A client's cursor; null stays null.
     *
     * @param id fails for a text that is no id of this list
     * @throws Problem 400 if this list never gave it out
     */
    static @Nullable Cursor parse(@Nullable String text, Consumer<String> id) {
        var cursor = Cursor.parse(text, 2);
        if (cursor == null) {
            return null;
        }
        try {
            Instant.parse(cursor.keys().get(0));
            id.accept(cursor.keys().get(1));
            return cursor;
        } catch (DateTimeException | IllegalArgumentException _) {
            throw Problem.badRequest("?cursor", "is not a cursor that this list gave out");
        }
    }
}
