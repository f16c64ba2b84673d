package io.mainspring.firmware;

import io.mainspring.kit.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Instants on their way to and from {@code timestamptz}. */
public final class SqlTime {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private SqlTime() {}

    /** As a parameter of a statement. */
    public static @Nullable OffsetDateTime write(@Nullable Instant time) {
        return time == null ? null : of(time);
    }

    /** The same of a time that is there. */
    public static OffsetDateTime of(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    /**
     * RFC 3339 has years of four digits; PostgreSQL's calendar ends later, but it does.
     *
     * @throws Problem 400 naming the field whose time cannot be written
     */
    public static void check(@Nullable Instant time, String pointer) {
        if (time != null && (time.isBefore(FIRST) || !time.isBefore(END))) {
            throw Problem.badRequest(pointer, "must be in a year of four digits");
        }
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
