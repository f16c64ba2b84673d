package io.mainspring.kit.eventsourcing;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads stored events in order, each exactly once, while others write.
 *
 * <p>Indexes are given out before commits, so a reader that only remembers the last index skips
 * what commits late. Here a reader takes events in windows of transaction ids that are closed: no
 * transaction below the snapshot's xmin can still commit anything. Within a window the index is the
 * order. Two events of one aggregate never stand in the wrong order: the later writer has seen the
 * earlier commit, so whenever its own transaction is below xmin, the earlier one is too.
 */
final class EventLog {

    private final JdbcClient sql;
    private final StoredEventFormat format;
    private final int batchSize;

    EventLog(JdbcClient sql, StoredEventFormat format, int batchSize) {
        this.sql = sql;
        this.format = format;
        this.batchSize = batchSize;
    }

    /** The most that {@link #after} returns at once. */
    int batchSize() {
        return batchSize;
    }

    /** What comes next, and the position after it. */
    record Batch(List<StoredEvent> events, Position next) {}

    /** What a follower wants of the log. */
    record Wanted(String @Nullable [] names) {

        static final Wanted ALL = new Wanted(null);
    }

    Wanted wantedBy(EventFollower follower) {
        var types = follower.wants();
        return types.isEmpty()
                ? Wanted.ALL
                : new Wanted(format.namesOf(types).toArray(String[]::new));
    }

    /**
     * The next events after a position; empty if there are none that are safe to take. Who does not
     * want all of them gets a later position even then: what was passed over is not looked at again.
     */
    Batch after(Position position, Wanted wanted) {
        // An empty range, but a costly one: with no index to begin at, the planner may read all.
        var rest =
                position.low().equals(position.high())
                        ? List.<Row>of()
                        : window(position.low(), position.high(), position.lastIndex(), wanted);
        if (!rest.isEmpty()) {
            return batch(rest, position.low(), position.high());
        }
        var horizon =
                sql.sql("select pg_snapshot_xmin(pg_current_snapshot())::text")
                        .query(String.class)
                        .single();
        var next = window(position.high(), horizon, -1, wanted);
        if (!next.isEmpty()) {
            return batch(next, position.high(), horizon);
        }
        return new Batch(
                List.of(), wanted.names() == null ? position : new Position(horizon, horizon, -1));
    }

    private static Batch batch(List<Row> rows, String low, String high) {
        return new Batch(
                rows.stream().map(Row::event).toList(),
                new Position(low, high, rows.getLast().index()));
    }

    private List<Row> window(String low, String high, long lastIndex, Wanted wanted) {
        return sql.sql(
                        """
                        select global_index, event_id, aggregate_id, sequence, occurred_at,
                               event_type, payload::text
                        from domain_event
                        where transaction_id >= ?::xid8 and transaction_id < ?::xid8
                          and global_index > ?
                          and (?::text[] is null or event_type = any(?::text[]))
                        order by global_index
                        limit ?
                        """)
                .param(low)
                .param(high)
                .param(lastIndex)
                .param(wanted.names())
                .param(wanted.names())
                .param(batchSize)
                .query((row, _) ->
                        new Row(
                                row.getLong(1),
                                new StoredEvent(
                                        row.getObject(2, UUID.class),
                                        row.getString(3),
                                        row.getLong(4),
                                        row.getObject(5, OffsetDateTime.class).toInstant(),
                                        format.read(row.getString(6), row.getString(7)))))
                .list();
    }

    private record Row(long index, StoredEvent event) {}
}
