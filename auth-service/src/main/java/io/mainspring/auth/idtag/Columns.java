package io.mainspring.auth.idtag;

import io.mainspring.auth.idtag.IdTagProjection.Left.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows turned into one array per column, as PostgreSQL's {@code unnest} takes them. */
final class Columns {

    private static final int COUNT = 8;

    private final List<@Nullable String[]> rows = new ArrayList<>();

    void add(String key, Row row) {
        var parent = row.parentIdTag();
        rows.add(
                new @Nullable String[] {
                    key,
                    row.idTag(),
                    row.standing().text(),
                    text(row.expiryDate()),
                    parent,
                    parent == null ? null : IdTagKey.of(parent),
                    text(row.registeredAt()),
                    text(row.changedAt())
                });
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** In the order of the values of {@link #add}; times as text, which the statement casts. */
    List<Object> arrays() {
        List<Object> arrays = new ArrayList<>(COUNT);
        for (int column = 0; column < COUNT; column++) {
            var values = new @Nullable String[rows.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = rows.get(i)[column];
            }
            arrays.add(values);
        }
        return arrays;
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
