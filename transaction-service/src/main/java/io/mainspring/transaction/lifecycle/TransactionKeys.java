package io.mainspring.transaction.lifecycle;

import io.mainspring.transaction.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table {@code transaction_key}. Every method is one statement, however much is asked of it,
 * and touches only rows that an index leads to, so its cost does not grow with history.
 */
@Component
class TransactionKeys {

    private static final String COLUMNS =
            """
            k.transaction_id, k.charge_point_key, k.connector_id, k.started_at, k.id_tag_key,
            k.meter_start, k.parent_key, k.accepted, k.received_at, k.begins_at, k.ends_at,
            k.meter_stop, k.id_used
            """;

    private final JdbcClient sql;

    TransactionKeys(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * Finds transactions in four ways at once; one that is found in several ways is listed as
     * often.
     *
     * @param starts those of these starts
     * @param ids those with these ids
     * @param openOf the open ones of these charge points (keys)
     * @param endings those of a charge point that ended at an instant
     */
    List<KnownTransaction> find(
            Collection<StartKey> starts,
            Collection<Integer> ids,
            Collection<String> openOf,
            Collection<Ending> endings) {
        if (starts.isEmpty() && ids.isEmpty() && openOf.isEmpty() && endings.isEmpty()) {
            return List.of();
        }
        var keys = new Keys(starts);
        return sql.sql(
                        "select "
                                + COLUMNS
                                + """
                                from unnest(?::text[], ?::int[], ?::timestamptz[], ?::text[], ?::int[])
                                    as u (charge_point, connector, at, id_tag, meter)
                                join transaction_key k
                                    on k.charge_point_key = u.charge_point
                                    and k.connector_id = u.connector and k.started_at = u.at
                                    and k.id_tag_key = u.id_tag and k.meter_start = u.meter
                                """
                                + "union all select "
                                + COLUMNS
                                + """
                                from transaction_key k where k.transaction_id = any(?::int[])
                                """
                                + "union all select "
                                + COLUMNS
                                + """
                                from transaction_key k
                                where k.charge_point_key = any(?::text[]) and k.ends_at is null
                                """
                                + "union all select "
                                + COLUMNS
                                + """
                                from unnest(?::text[], ?::timestamptz[]) as u (charge_point, at)
                                join transaction_key k
                                    on k.charge_point_key = u.charge_point and k.ends_at = u.at
                                """)
                .params(
                        keys.chargePoints,
                        keys.connectors,
                        keys.startTimes,
                        keys.idTags,
                        keys.meterStarts,
                        ids.toArray(Integer[]::new),
                        openOf.toArray(String[]::new),
                        endings.stream().map(Ending::chargePointKey).toArray(String[]::new),
                        endings.stream()
                                .map(ending -> SqlTime.write(ending.at()))
                                .toArray(String[]::new))
                .query((row, _) -> read(row))
                .list();
    }

    /** When a transaction of a charge point ended. */
    record Ending(String chargePointKey, Instant at) {}

    /**
     * Allocates ids to starts that have none. Where a concurrent writer was faster, waits for its
     * commit and allocates none: the caller finds that row by another {@link #find}.
     *
     * @param starts in the order of {@link StartKey#ORDER}
     * @return what was allocated
     */
    List<KnownTransaction> allocate(List<NewStart> starts) {
        if (starts.isEmpty()) {
            return List.of();
        }
        var keys = new Keys(starts.stream().map(NewStart::key).toList());
        int size = starts.size();
        var parents = new @Nullable String[size];
        var accepted = new Boolean[size];
        var received = new @Nullable String[size];
        var begins = new @Nullable String[size];
        for (int i = 0; i < size; i++) {
            var start = starts.get(i);
            parents[i] = start.parentKey();
            accepted[i] = start.isAccepted();
            received[i] = SqlTime.write(start.receivedAt());
            begins[i] = SqlTime.write(start.beginsAt());
        }
        return sql.sql(
                        """
                        insert into transaction_key (charge_point_key, connector_id, started_at,
                            id_tag_key, meter_start, parent_key, accepted, received_at, begins_at)
                        select * from unnest(?::text[], ?::int[], ?::timestamptz[], ?::text[],
                            ?::int[], ?::text[], ?::boolean[], ?::timestamptz[], ?::timestamptz[])
                        on conflict on constraint one_transaction_per_start do nothing
                        returning transaction_id, charge_point_key, connector_id, started_at,
                            id_tag_key, meter_start, parent_key, accepted, received_at, begins_at
                        """)
                .params(
                        keys.chargePoints,
                        keys.connectors,
                        keys.startTimes,
                        keys.idTags,
                        keys.meterStarts,
                        parents,
                        accepted,
                        received,
                        begins)
                .query((row, _) -> readNew(row))
                .list();
    }

    /**
     * A start without an id.
     *
     * @param isAccepted whether its idTag is Accepted, concurrency apart
     */
    record NewStart(
            StartKey key,
            @Nullable String parentKey,
            boolean isAccepted,
            Instant receivedAt,
            Instant beginsAt) {}

    /** Writes back what has changed. */
    void update(List<KnownTransaction> changed) {
        if (changed.isEmpty()) {
            return;
        }
        int size = changed.size();
        var ids = new Integer[size];
        var accepted = new Boolean[size];
        var ends = new @Nullable String[size];
        var meterStops = new @Nullable Integer[size];
        var idsUsed = new Boolean[size];
        for (int i = 0; i < size; i++) {
            var transaction = changed.get(i);
            ids[i] = transaction.id;
            accepted[i] = transaction.isAccepted();
            ends[i] = SqlTime.write(transaction.endsAt());
            meterStops[i] = transaction.meterStop();
            idsUsed[i] = transaction.isIdUsed();
        }
        sql.sql(
                        """
                        update transaction_key k
                        set accepted = u.accepted, ends_at = u.ends_at, meter_stop = u.meter_stop,
                            id_used = u.id_used
                        from unnest(?::int[], ?::boolean[], ?::timestamptz[], ?::int[], ?::boolean[])
                            as u (transaction_id, accepted, ends_at, meter_stop, id_used)
                        where k.transaction_id = u.transaction_id
                        """)
                .params(ids, accepted, ends, meterStops, idsUsed)
                .update();
    }

    /**
     * Locks idTags and groups until the transaction ends, so that two consumers cannot both count
     * the same transactions and both accept one more.
     */
    void lock(Collection<String> idTagKeys, Collection<String> parentKeys) {
        sql.sql(
                        """
                        select count(pg_advisory_xact_lock(hashtextextended(name, 0)))
                        from (select 'id-tag ' || t as name from unnest(?::text[]) t
                              union select 'group ' || g from unnest(?::text[]) g
                              order by name) names
                        """)
                .params(idTagKeys.toArray(String[]::new), parentKeys.toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    /** Accepted transactions of idTags or groups that were still going on after an instant. */
    List<KnownTransaction> concurrent(
            Collection<String> idTagKeys, Collection<String> parentKeys, Instant after) {
        return sql.sql(
                        "select "
                                + COLUMNS
                                + """
                                from transaction_key k
                                where k.accepted and k.transaction_id in (
                                    select transaction_id from transaction_key
                                    where id_tag_key = any(:idTags) and ends_at is null
                                    union all
                                    select transaction_id from transaction_key
                                    where id_tag_key = any(:idTags) and ends_at > :after::timestamptz
                                    union all
                                    select transaction_id from transaction_key
                                    where parent_key = any(:parents) and ends_at is null
                                    union all
                                    select transaction_id from transaction_key
                                    where parent_key = any(:parents) and ends_at > :after::timestamptz)
                                """)
                .param("idTags", idTagKeys.toArray(String[]::new))
                .param("parents", parentKeys.toArray(String[]::new))
                .param("after", SqlTime.write(after))
                .query((row, _) -> read(row))
                .list();
    }

    /**
     * Finds, for each moment, the transaction that was going on then.
     *
     * @return for each moment the transaction id, or null
     */
    List<@Nullable Integer> goingOnAt(List<Moment> moments) {
        var found = new ArrayList<@Nullable Integer>(moments.size());
        for (int i = 0; i < moments.size(); i++) {
            found.add(null);
        }
        if (moments.isEmpty()) {
            return found;
        }
        sql.sql(
                        """
                        select u.n, k.transaction_id
                        from unnest(?::text[], ?::int[], ?::timestamptz[])
                            with ordinality as u (charge_point, connector, at, n)
                        cross join lateral (
                            select transaction_id, ends_at from transaction_key
                            where charge_point_key = u.charge_point and connector_id = u.connector
                                and started_at <= u.at
                            order by started_at desc limit 1) k
                        where k.ends_at is null or u.at <= k.ends_at + interval '10 seconds'
                        """)
                .params(
                        moments.stream().map(Moment::chargePointKey).toArray(String[]::new),
                        moments.stream().map(Moment::connectorId).toArray(Integer[]::new),
                        moments.stream().map(m -> SqlTime.write(m.at())).toArray(String[]::new))
                .query(row -> {
                    found.set(row.getInt(1) - 1, row.getInt(2));
                });
        return found;
    }

    /** An instant on a connector, by the charge point's clock. */
    record Moment(String chargePointKey, int connectorId, Instant at) {}

    private static KnownTransaction read(ResultSet row) throws SQLException {
        return readNew(row)
                .as(SqlTime.read(row, 11), row.getObject(12, Integer.class), row.getBoolean(13));
    }

    private static KnownTransaction readNew(ResultSet row) throws SQLException {
        return new KnownTransaction(
                row.getInt(1),
                new StartKey(
                        row.getString(2),
                        row.getInt(3),
                        SqlTime.require(row, 4),
                        row.getString(5),
                        row.getInt(6)),
                row.getString(7),
                row.getBoolean(8),
                SqlTime.require(row, 9),
                SqlTime.require(row, 10));
    }

    /** Start keys as columns. */
    private static final class Keys {

        private final String[] chargePoints;
        private final Integer[] connectors;
        private final @Nullable String[] startTimes;
        private final String[] idTags;
        private final Integer[] meterStarts;

        Keys(Collection<StartKey> keys) {
            int size = keys.size();
            chargePoints = new String[size];
            connectors = new Integer[size];
            startTimes = new @Nullable String[size];
            idTags = new String[size];
            meterStarts = new Integer[size];
            int i = 0;
            for (var key : keys) {
                chargePoints[i] = key.chargePointKey();
                connectors[i] = key.connectorId();
                startTimes[i] = SqlTime.write(key.startedAt());
                idTags[i] = key.idTagKey();
                meterStarts[i] = key.meterStart();
                i++;
            }
        }
    }
}
