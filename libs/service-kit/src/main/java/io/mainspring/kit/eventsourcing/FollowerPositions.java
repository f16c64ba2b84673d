package io.mainspring.kit.eventsourcing;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The stored positions of followers, and the lock that lets one replica at a time run each. */
final class FollowerPositions {

    private final JdbcClient sql;

    FollowerPositions(JdbcClient sql) {
        this.sql = sql;
    }

    /** Takes the follower's lock until the end of the transaction, if nobody holds it. */
    boolean tryLock(String follower) {
        return sql.sql(
                        """
                        select pg_try_advisory_xact_lock(
                            hashtextextended(current_schema() || '.' || ?, 0))
                        """)
                .param(follower)
                .query(Boolean.class)
                .single();
    }

    /** Waits for the follower's lock and takes it until the end of the transaction. */
    void lock(String follower) {
        sql.sql(
                        """
                        select pg_advisory_xact_lock(
                            hashtextextended(current_schema() || '.' || ?, 0))
                        """)
                .param(follower)
                .query(row -> {});
    }

    /**
     * Lets this transaction's commit wait for no disk. A follower's work and its position are one
     * transaction: should a crash lose it, both are gone and it is simply done again.
     */
    void commitLazily() {
        sql.sql("set local synchronous_commit = off").update();
    }

    Position read(String follower) {
        return sql.sql(
                        """
                        select window_low::text, window_high::text, last_index
                        from follower_position where follower = ?
                        """)
                .param(follower)
                .query((row, _) -> new Position(row.getString(1), row.getString(2), row.getLong(3)))
                .optional()
                .orElse(Position.START);
    }

    void write(String follower, Position position) {
        sql.sql(
                        """
                        insert into follower_position (follower, window_low, window_high, last_index)
                        values (?, ?::xid8, ?::xid8, ?)
                        on conflict (follower) do update
                        set window_low = excluded.window_low, window_high = excluded.window_high,
                            last_index = excluded.last_index
                        """)
                .params(follower, position.low(), position.high(), position.lastIndex())
                .update();
    }

    /** An upper bound for the transactions that are committed now. */
    String now() {
        return sql.sql("select pg_snapshot_xmax(pg_current_snapshot())::text")
                .query(String.class)
                .single();
    }

    /** Whether the follower has handled all it wants of transactions below the given one. */
    boolean hasReached(String follower, String transactionId, EventLog.Wanted wanted) {
        return sql.sql(
                        """
                        with p as (
                            select coalesce(max(window_low), '0'::xid8) as low,
                                   coalesce(max(window_high), '0'::xid8) as high,
                                   coalesce(max(last_index), -1) as last
                            from follower_position where follower = :follower)
                        select not exists (
                            select 1 from domain_event e, p
                            where e.transaction_id >= p.high and e.transaction_id < :until::xid8
                              and (:names::text[] is null or e.event_type = any(:names::text[])))
                          and not exists (
                            select 1 from domain_event e, p
                            where e.transaction_id >= p.low and e.transaction_id < p.high
                              and e.global_index > p.last
                              and (:names::text[] is null or e.event_type = any(:names::text[])))
                        """)
                .param("follower", follower)
                .param("until", transactionId)
                .param("names", wanted.names())
                .query(Boolean.class)
                .single();
    }
}
