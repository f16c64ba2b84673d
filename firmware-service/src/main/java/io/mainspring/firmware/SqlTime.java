package io.mainspring.firmware;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Instants on their way to and from {@code timestamptz}. */
public final class SqlTime {

    private SqlTime() {}

    /** As a parameter of a statement. */
    public static @Nullable OffsetDateTime write(@Nullable Instant time) {
        return time == null ? null : of(time);
    }

    /** The same of a time that is there. */
    public static OffsetDateTime of(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
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
