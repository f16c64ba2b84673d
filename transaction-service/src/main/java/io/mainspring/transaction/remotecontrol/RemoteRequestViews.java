package io.mainspring.transaction.remotecontrol;

import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import io.mainspring.transaction.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads remote starts and stops, newest first. */
@Component
class RemoteRequestViews {

    private static final String SELECT =
            """
            select command_id, kind, charge_point_id, connector_id, id_tag, transaction_id,
                requested_at, requested_by, deadline, state, settled_at
            from remote_request
            """;

    private final JdbcClient sql;

    RemoteRequestViews(JdbcClient sql) {
        this.sql = sql;
    }

    Page<RemoteRequestView> list(
            @Nullable String chargePointId, @Nullable Cursor cursor, int limit) {
        var rows =
                sql.sql(
                                SELECT
                                        + """
                                        where (:chargePoint::text is null
                                                or lower(charge_point_id) = :chargePoint)
                                            and (:at::timestamptz is null
                                                or (requested_at, command_id)
                                                    < (:at::timestamptz, :id::uuid))
                                        order by requested_at desc, command_id desc
                                        limit :limit
                                        """)
                        .param(
                                "chargePoint",
                                chargePointId == null
                                        ? null
                                        : chargePointId.toLowerCase(Locale.ROOT))
                        .param("at", cursor == null ? null : cursor.keys().getFirst())
                        .param("id", cursor == null ? null : cursor.keys().getLast())
                        .param("limit", limit + 1)
                        .query((row, _) -> read(row))
                        .list();
        return Page.of(rows, limit, row -> Cursor.of(row.requestedAt(), row.commandId()));
    }

    Optional<RemoteRequestView> find(UUID commandId) {
        return sql.sql(SELECT + " where command_id = ?")
                .param(commandId)
                .query((row, _) -> read(row))
                .optional();
    }

    private static RemoteRequestView read(ResultSet row) throws SQLException {
        return new RemoteRequestView(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getObject(4, Integer.class),
                row.getString(5),
                row.getObject(6, Integer.class),
                SqlTime.require(row, 7),
                row.getString(8),
                SqlTime.require(row, 9),
                row.getString(10),
                SqlTime.read(row, 11));
    }
}
