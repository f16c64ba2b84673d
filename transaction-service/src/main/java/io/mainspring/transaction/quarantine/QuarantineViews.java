package io.mainspring.transaction.quarantine;

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
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads and settles entries of the quarantine. */
@Component
class QuarantineViews {

    private static final String SELECT =
            """
            select quarantine_id, reason, charge_point_id, action, reported_transaction_id, payload,
                error_code, error_description, received_at, last_received_at, times_received,
                state, transaction_id, settled_at, settled_by, note
            from quarantine
            """;

    private final JdbcClient sql;

    QuarantineViews(JdbcClient sql) {
        this.sql = sql;
    }

    /** Newest first. */
    Page<QuarantineView> list(
            @Nullable String chargePointId,
            @Nullable String state,
            @Nullable Cursor cursor,
            int limit) {
        var where = new ArrayList<String>();
        var params = new ArrayList<Object>();
        if (chargePointId != null) {
            where.add("lower(charge_point_id) = ?");
            params.add(chargePointId.toLowerCase(Locale.ROOT));
        }
        if ("Open".equals(state)) {
            where.add("state = 'Open'");
        } else if (state != null) {
            where.add("state = ?");
            params.add(state);
        }
        if (cursor != null) {
            where.add("quarantine_id < ?::bigint");
            params.add(cursor.keys().getFirst());
        }
        params.add(limit + 1);
        var rows =
                sql.sql(
                                SELECT
                                        + (where.isEmpty()
                                                ? ""
                                                : " where " + String.join(" and ", where))
                                        + " order by quarantine_id desc limit ?")
                        .params(List.copyOf(params))
                        .query((row, _) -> read(row))
                        .list();
        return Page.of(rows, limit, row -> Cursor.of(row.quarantineId()));
    }

    Optional<QuarantineView> find(long id) {
        return sql.sql(SELECT + " where quarantine_id = ?")
                .param(id)
                .query((row, _) -> read(row))
                .optional();
    }

    /**
     * Settles an open entry.
     *
     * @return false if it is not open: somebody else was faster
     */
    boolean settle(
            long id,
            String state,
            @Nullable Integer transactionId,
            String settledBy,
            @Nullable String note,
            Instant at) {
        return sql.sql(
                                """
                                update quarantine
                                set state = ?, transaction_id = ?, settled_by = ?, note = ?,
                                    settled_at = ?::timestamptz
                                where quarantine_id = ? and state = 'Open'
                                """)
                        .param(state)
                        .param(transactionId)
                        .param(settledBy)
                        .param(note)
                        .param(SqlTime.write(at))
                        .param(id)
                        .update()
                == 1;
    }

    private static QuarantineView read(ResultSet row) throws SQLException {
        return new QuarantineView(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getObject(5, Integer.class),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                SqlTime.require(row, 9),
                SqlTime.require(row, 10),
                row.getInt(11),
                row.getString(12),
                row.getObject(13, Integer.class),
                SqlTime.read(row, 14),
                row.getString(15),
                row.getString(16));
    }
}
