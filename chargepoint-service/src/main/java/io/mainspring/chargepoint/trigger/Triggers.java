package io.mainspring.chargepoint.trigger;

import static java.time.ZoneOffset.UTC;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.contracts.Request;
import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import io.mainspring.ocpp.v16.Action;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The tables {@code trigger_request} and {@code triggered_message}. All writing is idempotent: a
 * request may be told by its call and by its outcome, in any order, and a message may be read twice.
 */
@Component
class Triggers {

    private static final String WITH_MESSAGES =
            """
            select asked.*, m.message_id, m.action as message_action,
                m.connector_id as message_connector_id, m.received_at
            from (%s) asked left join triggered_message m using (command_id)
            order by asked.requested_at desc, asked.command_id desc, m.received_at, m.connector_id
            """;

    private final JdbcClient sql;

    Triggers(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * A trigger as it was asked for.
     *
     * @param awaited null for a message that this version does not know
     */
    record Asked(
            UUID commandId,
            String chargePointId,
            Action action,
            String requestedMessage,
            @Nullable Action awaited,
            @Nullable Integer connectorId,
            String requestedBy,
            Instant requestedAt) {}

    /** When a triggered message may come. */
    record Window(Instant from, Instant until) {}

    /** Written when the call is on its way. */
    void add(Asked asked) {
        sql.sql(
                        """
                        insert into trigger_request (command_id, charge_point_key, charge_point_id,
                            action, requested_message, awaited, connector_id, requested_by,
                            requested_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (command_id) do nothing
                        """)
                .param(asked.commandId())
                .param(ChargePointId.keyOf(asked.chargePointId()))
                .param(asked.chargePointId())
                .param(asked.action().wireName())
                .param(asked.requestedMessage())
                .param(asked.awaited() == null ? null : asked.awaited().wireName())
                .param(asked.connectorId())
                .param(asked.requestedBy())
                .param(asked.requestedAt().atOffset(UTC))
                .update();
    }

    /**
     * The charge point answered, or will not any more.
     *
     * @param answer its status, or how the command ended
     * @param window when its message may come; null: it will not
     */
    void answered(UUID commandId, String answer, Instant at, @Nullable Window window) {
        sql.sql(
                        """
                        update trigger_request
                        set answer = ?, answered_at = ?,
                            awaited_from = case when awaited is not null then ?::timestamptz end,
                            open_until = case when awaited is not null then ?::timestamptz end
                        where command_id = ? and answer is null
                        """)
                .param(answer)
                .param(at.atOffset(UTC))
                .param(window == null ? null : window.from().toString())
                .param(window == null ? null : window.until().toString())
                .param(commandId)
                .update();
    }

    /** What is still awaited, oldest request first. */
    List<Trigger> open() {
        return sql.sql(
                        """
                        select command_id, charge_point_id, awaited, connector_id, awaited_from,
                            open_until
                        from trigger_request where open_until is not null order by requested_at
                        """)
                .query((row, _) ->
                        new Trigger(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                Action.named(row.getString(3)).orElseThrow(),
                                row.getObject(4, Integer.class),
                                time(row, "awaited_from"),
                                time(row, "open_until")))
                .list();
    }

    /**
     * Links a message, the first of its connector, to a trigger that is still open. A provisional
     * one gives way to a certain one, and leaves the trigger open for it.
     */
    void link(Trigger trigger, Request message, Trigger.Match match) {
        boolean isCertain = match == Trigger.Match.CERTAIN;
        int linked =
                sql.sql(
                                """
                                insert into triggered_message as known (command_id, message_id,
                                    action, connector_id, received_at, is_certain)
                                select command_id, ?, ?, ?, ?, ? from trigger_request
                                where command_id = ? and open_until is not null
                                on conflict (command_id, coalesce(connector_id, -1)) do update
                                set message_id = excluded.message_id,
                                    received_at = excluded.received_at, is_certain = true
                                where excluded.is_certain and not known.is_certain
                                """)
                        .param(message.messageId())
                        .param(message.action().wireName())
                        .param(Trigger.connectorOf(message))
                        .param(message.receivedAt().atOffset(UTC))
                        .param(isCertain)
                        .param(trigger.commandId())
                        .update();
        if (linked > 0 && isCertain && trigger.isForOne()) {
            close(trigger.commandId());
        }
    }

    /** Nothing is awaited any more. */
    void close(UUID commandId) {
        sql.sql("update trigger_request set open_until = null where command_id = ?")
                .param(commandId)
                .update();
    }

    /** With what came of them; some at a time, so that no replica holds them for long. */
    void forgetRequestedBefore(Instant end) {
        sql.sql(
                        """
                        delete from trigger_request where command_id in (
                            select command_id from trigger_request where requested_at < ?
                            order by requested_at limit 10000 for update skip locked)
                        """)
                .param(end.atOffset(UTC))
                .update();
    }

    /** Of one charge point, newest request first. */
    Page<TriggerView> list(String chargePointId, int limit, @Nullable Cursor cursor) {
        var rows =
                sql.sql(
                                WITH_MESSAGES.formatted(
                                        """
                                        select * from trigger_request
                                        where charge_point_key = :key
                                            and (:at::timestamptz is null
                                                or (requested_at, command_id)
                                                    < (:at::timestamptz, :id::uuid))
                                        order by requested_at desc, command_id desc limit :limit
                                        """))
                        .param("key", ChargePointId.keyOf(chargePointId))
                        .param("at", cursor == null ? null : cursor.keys().getFirst())
                        .param("id", cursor == null ? null : cursor.keys().getLast())
                        .param("limit", limit + 1)
                        .query(Triggers::views);
        return Page.of(rows, limit, row -> Cursor.of(row.requestedAt(), row.commandId()));
    }

    /** One of a charge point's. */
    Optional<TriggerView> find(String chargePointId, UUID commandId) {
        return sql
                .sql(
                        WITH_MESSAGES.formatted(
                                """
                                select * from trigger_request
                                where charge_point_key = :key and command_id = :id
                                """))
                .param("key", ChargePointId.keyOf(chargePointId))
                .param("id", commandId)
                .query(Triggers::views)
                .stream()
                .findFirst();
    }

    /** A trigger has as many rows as messages came of it, and one if none did. */
    private static List<TriggerView> views(ResultSet row) throws SQLException {
        var views = new ArrayList<TriggerView>();
        while (row.next()) {
            var commandId = row.getObject("command_id", UUID.class);
            if (views.isEmpty() || !views.getLast().commandId().equals(commandId)) {
                views.add(view(commandId, row));
            }
            if (row.getObject("message_id") != null) {
                views.getLast().messages().add(message(row));
            }
        }
        return views;
    }

    private static TriggerView view(UUID commandId, ResultSet row) throws SQLException {
        var answer = row.getString("answer");
        return new TriggerView(
                commandId,
                row.getString("action"),
                row.getString("requested_message"),
                row.getObject("connector_id", Integer.class),
                row.getString("requested_by"),
                time(row, "requested_at"),
                answer,
                answer == null ? null : time(row, "answered_at"),
                TriggerView.State.of(
                        answer,
                        row.getObject("open_until") != null,
                        row.getObject("message_id") != null),
                new ArrayList<>());
    }

    private static TriggerView.Message message(ResultSet row) throws SQLException {
        return new TriggerView.Message(
                row.getObject("message_id", UUID.class),
                row.getString("message_action"),
                row.getObject("message_connector_id", Integer.class),
                time(row, "received_at"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
