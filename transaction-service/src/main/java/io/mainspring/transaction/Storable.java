package io.mainspring.transaction;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What charge points send, made fit for PostgreSQL without a change that anybody would miss. */
public final class Storable {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private Storable() {}

    /** NUL, which is legal JSON and no PostgreSQL text, becomes the replacement character. */
    public static String text(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }

    /** To the microsecond, within the years 1 to 9999. */
    public static Instant time(Instant time) {
        if (time.isBefore(FIRST)) {
            return FIRST;
        }
        return time.isAfter(LAST) ? LAST : time.truncatedTo(ChronoUnit.MICROS);
    }
}
