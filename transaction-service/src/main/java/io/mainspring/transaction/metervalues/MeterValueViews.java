package io.mainspring.transaction.metervalues;

import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import io.mainspring.transaction.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The curve of a transaction. */
@Component
class MeterValueViews {

    private final JdbcClient sql;

    MeterValueViews(JdbcClient sql) {
        this.sql = sql;
    }

    /** When the start of a transaction was received, or null if there is no such transaction. */
    @Nullable Instant startReceived(int transactionId) {
        return sql.sql("select received_at from transaction_key where transaction_id = ?")
                .param(transactionId)
                .query((row, _) -> SqlTime.require(row, 1))
                .optional()
                .orElse(null);
    }

    /**
     * Samples in the order of the charge point's clock, oldest first. What a charge point sent
     * twice, because it missed our answer, is shown once.
     *
     * @param startReceived spares the months before it; samples that came without their
     *     transaction may be older by days
     * @param measurand only this one
     */
    Page<MeterValueView> of(
            int transactionId,
            Instant startReceived,
            @Nullable String measurand,
            @Nullable Cursor cursor,
            int limit) {
        int offset = cursor == null ? 0 : Integer.parseInt(cursor.keys().getFirst());
        var rows =
                sql.sql(
                                """
                                select sampled_at, min(received_at), connector_id, measurand,
                                    context, phase, location, format, value, unit, quantity,
                                    quantity_unit, reported_in
                                from meter_value
                                where transaction_id = :transaction
                                    and received_at >= :since::timestamptz - interval '31 days'
                                    and (:measurand::text is null or measurand = :measurand)
                                group by sampled_at, connector_id, measurand, context, phase,
                                    location, format, value, unit, quantity, quantity_unit,
                                    reported_in
                                order by sampled_at, measurand, phase nulls first, location,
                                    context, value, reported_in
                                offset :offset limit :limit
                                """)
                        .param("transaction", transactionId)
                        .param("since", SqlTime.write(startReceived))
                        .param("measurand", measurand)
                        .param("offset", offset)
                        .param("limit", limit + 1)
                        .query((row, _) -> read(row))
                        .list();
        return Page.of(rows, limit, _ -> Cursor.of(offset + limit));
    }

    private static MeterValueView read(ResultSet row) throws SQLException {
        return new MeterValueView(
                SqlTime.require(row, 1),
                SqlTime.require(row, 2),
                row.getInt(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getBigDecimal(11),
                row.getString(12),
                row.getString(13));
    }
}
