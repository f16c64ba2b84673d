package io.mainspring.reservation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Instants on their way to and from {@code timestamptz}. */
public final class SqlTime {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private SqlTime() {}

    /** As text that is cast to {@code timestamptz}: to the microsecond, within the years 1 to 9999. */
    public static String text(Instant time) {
        if (time.isBefore(FIRST)) {
            return FIRST.toString();
        }
        return (time.isAfter(LAST) ? LAST : time.truncatedTo(ChronoUnit.MICROS)).toString();
    }

    /** The column's value, null for SQL's null. */
    public static @Nullable Instant read(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** The value of a column that is never null. */
    public static Instant require(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
