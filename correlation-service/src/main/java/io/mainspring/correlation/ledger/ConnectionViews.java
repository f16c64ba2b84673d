package io.mainspring.correlation.ledger;

import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads connections. */
@Component
class ConnectionViews {

    /** What to list; null means all. */
    record Filter(
            @Nullable Boolean connected,
            @Nullable String gateway,
            @Nullable Integer securityProfile) {}

    private static final String SELECT =
            """
            select charge_point_id, connected_at, disconnected_at, gateway, security_profile,
                   remote_address, reason
            from connection
            """;

    private final JdbcClient sql;

    ConnectionViews(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<ConnectionView> find(String chargePointId) {
        return sql.sql(SELECT + "where charge_point_key = ?")
                .param(key(chargePointId))
                .query((row, _) -> view(row))
                .optional();
    }

    /** What changed last comes first. */
    Page<ConnectionView> list(Filter filter, int limit, @Nullable Cursor after) {
        var where = new StringBuilder("where true");
        var parameters = new HashMap<String, Object>();
        if (filter.connected() != null) {
            where.append(
                    filter.connected()
                            ? " and disconnected_at is null"
                            : " and disconnected_at is not null");
        }
        if (filter.gateway() != null) {
            where.append(" and gateway = :gateway");
            parameters.put("gateway", filter.gateway());
        }
        if (filter.securityProfile() != null) {
            where.append(" and security_profile = :securityProfile");
            parameters.put("securityProfile", filter.securityProfile());
        }
        if (after != null) {
            where.append(" and (changed_at, charge_point_key) < (:at::timestamptz, :key::text)");
            parameters.put("at", after.keys().get(0));
            parameters.put("key", after.keys().get(1));
        }
        parameters.put("rows", limit + 1);
        var rows =
                sql.sql(
                                SELECT
                                        + where
                                        + " order by changed_at desc, charge_point_key desc"
                                        + " limit :rows")
                        .params(parameters)
                        .query((row, _) -> view(row))
                        .list();
        return Page.of(rows, limit, last -> Cursor.of(changedAt(last), key(last.chargePointId())));
    }

    private static ConnectionView view(ResultSet row) throws SQLException {
        var ended = instant(row.getTimestamp("disconnected_at"));
        return new ConnectionView(
                row.getString("charge_point_id"),
                ended == null,
                instant(row.getTimestamp("connected_at")),
                ended,
                row.getString("gateway"),
                row.getInt("security_profile"),
                row.getString("remote_address"),
                row.getString("reason"));
    }

    private static Instant changedAt(ConnectionView view) {
        return view.disconnectedAt() == null
                ? Objects.requireNonNull(view.since(), "a standing connection has a beginning")
                : view.disconnectedAt();
    }

    private static String key(String chargePointId) {
        return chargePointId.toLowerCase(Locale.ROOT);
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
