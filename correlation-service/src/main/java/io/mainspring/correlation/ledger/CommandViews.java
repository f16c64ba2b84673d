package io.mainspring.correlation.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.ContractJson;
import io.mainspring.contracts.Outcome.CallFailure;
import io.mainspring.kit.calls.CommandView;
import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import io.mainspring.ocpp.v16.Action;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads commands. */
@Component
class CommandViews {

    /** What to list; null means all. */
    record Filter(
            @Nullable String chargePointId,
            @Nullable Action action,
            @Nullable CommandStatus status) {}

    private static final String SELECT =
            """
            select command_id, charge_point_id, action, status, requested_at, completed_at,
                   requested_by, request, response, error
            from command
            """;

    private final JdbcClient sql;

    CommandViews(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<CommandView> find(UUID commandId) {
        return sql.sql(SELECT + "where command_id = ?")
                .param(commandId)
                .query((row, _) -> view(row))
                .optional();
    }

    /** Newest first. */
    Page<CommandView> list(Filter filter, int limit, @Nullable Cursor after) {
        var where = new StringBuilder("where true");
        var parameters = new HashMap<String, Object>();
        if (filter.chargePointId() != null) {
            where.append(" and lower(charge_point_id) = :chargePoint");
            parameters.put("chargePoint", filter.chargePointId().toLowerCase(Locale.ROOT));
        }
        if (filter.action() != null) {
            where.append(" and action = :action");
            parameters.put("action", filter.action().wireName());
        }
        if (filter.status() != null) {
            where.append(" and status = :status");
            parameters.put("status", StatusNames.of(filter.status()));
        }
        if (after != null) {
            where.append(" and (requested_at, command_id) < (:at::timestamptz, :id::uuid)");
            parameters.put("at", after.keys().get(0));
            parameters.put("id", after.keys().get(1));
        }
        parameters.put("rows", limit + 1);
        var rows =
                sql.sql(SELECT + where + " order by requested_at desc, command_id desc limit :rows")
                        .params(parameters)
                        .query((row, _) -> view(row))
                        .list();
        return Page.of(rows, limit, last -> Cursor.of(last.requestedAt(), last.commandId()));
    }

    private static CommandView view(ResultSet row) throws SQLException {
        var error = row.getString("error");
        return new CommandView(
                row.getObject("command_id", UUID.class),
                row.getString("charge_point_id"),
                row.getString("action"),
                StatusNames.parse(row.getString("status")).orElseThrow(),
                row.getTimestamp("requested_at").toInstant(),
                instant(row.getTimestamp("completed_at")),
                row.getString("requested_by"),
                json(row.getString("request")),
                row.getString("response") == null ? null : json(row.getString("response")),
                error == null ? null : ContractJson.read(CallFailure.class, error.getBytes(UTF_8)));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    private static JsonNode json(String text) {
        return ContractJson.read(JsonNode.class, text.getBytes(UTF_8));
    }
}
