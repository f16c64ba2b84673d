package io.mainspring.smartcharging;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Instants on their way to and from {@code timestamptz}. */
public final class SqlTime {

    private SqlTime() {}

    /** As text that is cast to {@code timestamptz}; null for SQL's null. */
    public static @Nullable String write(@Nullable Instant time) {
        return time == null ? null : text(time);
    }

    /** As text that is cast to {@code timestamptz}. */
    public static String text(Instant time) {
        return time.toString();
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
