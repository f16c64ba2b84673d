package io.mainspring.auth.idtag;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the view {@code id_tag}. */
@Component
class IdTagViews {

    private static final String SELECT =
            """
            select key, id_tag, status, expiry_date, parent_id_tag, registered_at, changed_at
            from id_tag
            """;

    /** Rows that a streaming query holds in memory at a time. */
    private static final int FETCH_SIZE = 1_000;

    /** U+10FFFF, behind which no text sorts. */
    private static final String LAST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);

    private final JdbcClient db;
    private final TransactionTemplate snapshot;

    IdTagViews(JdbcClient db, PlatformTransactionManager transactions) {
        this.db = db;
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
    }

    /**
     * What a list is narrowed to; null: not by this.
     *
     * @param idTag the beginning of the idTag
     * @param expiresBefore those that expire, and do so before this instant
     */
    record Filter(
            @Nullable String idTag,
            @Nullable Standing status,
            @Nullable String parentIdTag,
            @Nullable Instant expiresBefore) {}

    /** Where a page begins: behind this row of the list. */
    record Position(Instant registeredAt, String key) {}

    Optional<IdTagView> byIdTag(String idTag) {
        return db.sql(SELECT + "where key = ?")
                .param(IdTagKey.of(idTag))
                .query(IdTagViews::view)
                .optional();
    }

    /** Those of the keys that are registered. */
    Map<String, IdTagView> byKey(Collection<String> keys) {
        Map<String, IdTagView> views = new HashMap<>(2 * keys.size());
        db.sql(SELECT + "where key = any (?)")
                .param(keys.toArray(String[]::new))
                .query((RowCallbackHandler) row -> views.put(row.getString("key"), view(row, 0)));
        return views;
    }

    /** Up to {@code limit} rows, the newest registration first. */
    List<IdTagView> list(Filter filter, @Nullable Position after, int limit) {
        var conditions = new ArrayList<String>();
        var values = new ArrayList<Object>();
        if (filter.idTag() != null) {
            // A range, not LIKE: so any plan can use the primary key.
            conditions.add("key >= ? and key < ?");
            values.add(IdTagKey.of(filter.idTag()));
            values.add(IdTagKey.of(filter.idTag()) + LAST_CHARACTER);
        }
        if (filter.status() != null) {
            // Spelt out, so that the planner sees that the index of the blocked ones fits.
            conditions.add("status = '" + filter.status().text() + "'");
        }
        if (filter.parentIdTag() != null) {
            conditions.add("parent_key = ?");
            values.add(IdTagKey.of(filter.parentIdTag()));
        }
        if (filter.expiresBefore() != null) {
            conditions.add("expiry_date < ?::timestamptz");
            values.add(filter.expiresBefore().toString());
        }
        if (after != null) {
            conditions.add("(registered_at, key) < (?::timestamptz, ?)");
            values.add(after.registeredAt().toString());
            values.add(after.key());
        }
        values.add(limit);
        var where = conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions);
        return db.sql(SELECT + where + " order by registered_at desc, key desc limit ?")
                .params(values)
                .query(IdTagViews::view)
                .list();
    }

    /**
     * Hands over all idTags as of one moment, ordered by key, while a server-side cursor reads
     * them: memory does not grow with their number.
     */
    void forEach(Consumer<IdTagView> consumer) {
        snapshot.executeWithoutResult(_ -> {
            try (var views =
                    db
                            .sql(SELECT + "order by key")
                            .withFetchSize(FETCH_SIZE)
                            .query(IdTagViews::view)
                            .stream()) {
                views.forEach(consumer);
            }
        });
    }

    private static IdTagView view(ResultSet row, int rowNumber) throws SQLException {
        return new IdTagView(
                row.getString("id_tag"),
                Standing.named(row.getString("status")).orElseThrow(),
                time(row, "expiry_date"),
                row.getString("parent_id_tag"),
                row.getObject("registered_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
