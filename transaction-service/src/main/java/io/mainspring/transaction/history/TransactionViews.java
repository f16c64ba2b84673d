package io.mainspring.transaction.history;

import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import io.mainspring.transaction.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads transactions, newest start first. */
@Component
class TransactionViews {

    private static final String SELECT =
            """
            select transaction_id, charge_point_id, connector_id, id_tag, parent_id_tag,
                authorization_status, state, started_at, start_received_at, meter_start,
                reservation_id, remote_start_id, stopped_at, stop_received_at, meter_stop,
                energy_wh, stop_reason, stop_id_tag, remote_stop_id, ended_before, corrected_by,
                remarks
            from transaction
            """;

    private final JdbcClient sql;

    TransactionViews(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * What to list; null: any.
     *
     * @param from earliest start
     * @param to first start that is too late
     */
    record Filter(
            @Nullable String chargePointId,
            @Nullable Integer connectorId,
            @Nullable String idTag,
            @Nullable String state,
            @Nullable Instant from,
            @Nullable Instant to) {}

    Page<TransactionView> list(Filter filter, @Nullable Cursor cursor, int limit) {
        var where = new ArrayList<String>();
        var params = new ArrayList<Object>();
        if (filter.chargePointId() != null) {
            where.add("lower(charge_point_id) = ?");
            params.add(filter.chargePointId().toLowerCase(Locale.ROOT));
        }
        if (filter.connectorId() != null) {
            where.add("connector_id = ?");
            params.add(filter.connectorId());
        }
        if (filter.idTag() != null) {
            where.add("lower(id_tag) = ?");
            params.add(filter.idTag().toLowerCase(Locale.ROOT));
        }
        if (filter.state() != null) {
            where.add("state = ?");
            params.add(filter.state());
            if (!"Stopped".equals(filter.state())) {
                where.add("state <> 'Stopped'"); // lets the small index of these be used
            }
        }
        if (filter.from() != null) {
            where.add("started_at >= ?::timestamptz");
            params.add(SqlTime.text(filter.from()));
        }
        if (filter.to() != null) {
            where.add("started_at < ?::timestamptz");
            params.add(SqlTime.text(filter.to()));
        }
        if (cursor != null) {
            where.add("(started_at, transaction_id) < (?::timestamptz, ?::int)");
            params.addAll(cursor.keys());
        }
        params.add(limit + 1);
        var rows =
                sql.sql(
                                SELECT
                                        + (where.isEmpty()
                                                ? ""
                                                : " where " + String.join(" and ", where))
                                        + " order by started_at desc, transaction_id desc limit ?")
                        .params(List.copyOf(params))
                        .query((row, _) -> read(row))
                        .list();
        return Page.of(rows, limit, row -> Cursor.of(row.startedAt(), row.transactionId()));
    }

    Optional<TransactionView> find(int transactionId) {
        return sql.sql(SELECT + " where transaction_id = ?")
                .param(transactionId)
                .query((row, _) -> read(row))
                .optional();
    }

    private static TransactionView read(ResultSet row) throws SQLException {
        return new TransactionView(
                row.getInt(1),
                row.getString(2),
                row.getInt(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                SqlTime.require(row, 8),
                SqlTime.require(row, 9),
                row.getInt(10),
                row.getObject(11, Integer.class),
                row.getObject(12, UUID.class),
                SqlTime.read(row, 13),
                SqlTime.read(row, 14),
                row.getObject(15, Integer.class),
                row.getObject(16, Long.class),
                row.getString(17),
                row.getString(18),
                row.getObject(19, UUID.class),
                SqlTime.read(row, 20),
                row.getString(21),
                List.of((String[]) row.getArray(22).getArray()));
    }
}
