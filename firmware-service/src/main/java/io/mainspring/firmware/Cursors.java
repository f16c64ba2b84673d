package io.mainspring.firmware;

import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Problem;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.UUID;

/** The cursors of this service's lists: the time of an item, then its id. */
public final class Cursors {

    private Cursors() {}

    /** The time that a list goes on behind, as a parameter of a statement. */
    public static OffsetDateTime time(Cursor cursor) {
        try {
            var time = Instant.parse(cursor.keys().getFirst());
            SqlTime.check(time, "?cursor");
            return SqlTime.of(time);
        } catch (DateTimeParseException e) {
            throw isNone();
        }
    }

    public static UUID id(Cursor cursor) {
        try {
            return UUID.fromString(cursor.keys().getLast());
        } catch (IllegalArgumentException e) {
            throw isNone();
        }
    }

    private static Problem isNone() {
        return Problem.badRequest("?cursor", "is not a cursor that this list gave out");
    }
}
