package io.mainspring.auth.idtag;

import io.mainspring.kit.eventsourcing.Projection;
import io.mainspring.kit.eventsourcing.StoredEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps the view {@code id_tag}. What a batch of events leaves of each idTag is written once, with
 * one statement per kind of change, so an import costs a few statements per thousand rows.
 */
@Component
class IdTagProjection implements Projection {

    private static final String DELETE = "delete from id_tag where key = any (?)";

    private static final String ROWS =
            """
            unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[],
                   ?::timestamptz[], ?::timestamptz[])
            as r (key, id_tag, status, expiry_date, parent_id_tag, parent_key,
                  registered_at, changed_at)
            """;

    private static final String REGISTER =
            """
            insert into id_tag (key, id_tag, status, expiry_date, parent_id_tag, parent_key,
                                registered_at, changed_at)
            select * from %s
            on conflict (key) do update
            set id_tag = excluded.id_tag, status = excluded.status,
                expiry_date = excluded.expiry_date, parent_id_tag = excluded.parent_id_tag,
                parent_key = excluded.parent_key, registered_at = excluded.registered_at,
                changed_at = excluded.changed_at
            """
                    .formatted(ROWS);

    private static final String CHANGE =
            """
            update id_tag t
            set status = r.status, expiry_date = r.expiry_date, parent_id_tag = r.parent_id_tag,
                parent_key = r.parent_key, changed_at = r.changed_at
            from %s
            where t.key = r.key
            """
                    .formatted(ROWS);

    private final JdbcClient db;

    IdTagProjection(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String name() {
        return "id-tag";
    }

    @Override
    public List<String> tables() {
        return List.of("id_tag");
    }

    @Override
    public void handle(List<StoredEvent> batch) {
        Map<String, Left> left = new LinkedHashMap<>();
        for (var stored : batch) {
            if (stored.payload() instanceof IdTagEvent event) {
                left.compute(
                        stored.aggregateId(), (_, before) -> Left.by(event, stored.at(), before));
            }
        }
        var gone = left.entrySet().stream().filter(e -> e.getValue() instanceof Left.Nothing);
        var keys = gone.map(Map.Entry::getKey).toArray(String[]::new);
        if (keys.length > 0) {
            db.sql(DELETE).param(keys).update();
        }
        write(REGISTER, left, true);
        write(CHANGE, left, false);
    }

    private void write(String sql, Map<String, Left> left, boolean registered) {
        var rows = new Columns();
        left.forEach((key, what) -> {
            if (what instanceof Left.Row row && (row.registeredAt != null) == registered) {
                rows.add(key, row);
            }
        });
        if (!rows.isEmpty()) {
            db.sql(sql).params(rows.arrays()).update();
        }
    }

    /** What one batch leaves of an idTag. */
    sealed interface Left {

        record Nothing() implements Left {}

        /**
         * @param registeredAt null: before this batch, so it stands in the view
         */
        record Row(
                String idTag,
                Standing standing,
                @Nullable Instant expiryDate,
                @Nullable String parentIdTag,
                @Nullable Instant registeredAt,
                Instant changedAt)
                implements Left {}

        static Left by(IdTagEvent event, Instant at, @Nullable Left before) {
            return switch (event) {
                case IdTagEvent.Registered e ->
                        new Row(e.idTag(), e.status(), e.expiryDate(), e.parentIdTag(), at, at);
                case IdTagEvent.Changed e ->
                        new Row(
                                e.idTag(),
                                e.status(),
                                e.expiryDate(),
                                e.parentIdTag(),
                                before instanceof Row row ? row.registeredAt : null,
                                at);
                case IdTagEvent.Deleted _ -> new Nothing();
            };
        }
    }
}
