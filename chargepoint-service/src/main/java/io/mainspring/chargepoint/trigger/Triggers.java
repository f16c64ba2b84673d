package io.mainspring.chargepoint.trigger;

import static java.time.ZoneOffset.UTC;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.Request;
import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import io.mainspring.ocpp.v16.Action;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
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

    private final JdbcClient sql;

    Triggers(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * A trigger as it was asked for.
     *
     * @param awaited null for a message that this version does not know
     * @param until the end of its window, as long as there is no answer
     */
    record Asked(
            UUID commandId,
            String chargePointId,
            Action action,
            String requestedMessage,
            @Nullable Action awaited,
            @Nullable Integer connectorId,
            String requestedBy,
            Instant requestedAt,
            Instant until) {}

    /** Written when the call is on its way. */
    void add(Asked asked) {
        sql.sql(
                        """
                        insert into trigger_request (command_id, charge_point_key, charge_point_id,
                            action, requested_message, awaited, connector_id, requested_by,
                            requested_at, open_until)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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
                .param(asked.awaited() == null ? null : asked.until().atOffset(UTC))
                .update();
    }

    /**
     * The charge point answered, or will not any more.
     *
     * @param answer its status, or how the command ended
     * @param window how long its message is awaited from now on; null: it is not
     */
    void answered(UUID commandId, String answer, Instant at, @Nullable Duration window) {
        sql.sql(
                        """
                        update trigger_request
                        set answer = ?, answered_at = ?,
                            open_until = case when open_until is null then null
                                else ?::timestamptz end
                        where command_id = ? and answer is null
                        """)
                .param(answer)
                .param(at.atOffset(UTC))
                .param(window == null ? null : at.plus(window).toString())
                .param(commandId)
                .update();
        if (window == null) {
            // what was taken for the triggered message before came by itself
            sql.sql("delete from triggered_message where command_id = ?").param(commandId).update();
        }
    }

    /** What is still awaited, oldest request first. */
    List<Trigger> open() {
        return sql.sql(
                        """
                        select command_id, charge_point_id, awaited, connector_id, requested_at,
                            open_until
                        from trigger_request where open_until is not null order by requested_at
                        """)
                .query((row, _) ->
                        new Trigger(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                Action.named(row.getString(3)).orElseThrow(),
                                row.getObject(4, Integer.class),
                                time(row, 5),
                                time(row, 6)))
                .list();
    }

    /**
     * Links a message, the first of its connector, to a trigger that is still open.
     *
     * @param isLast whether nothing else is awaited
     */
    void link(Trigger trigger, Request message, boolean isLast) {
        int linked =
                sql.sql(
                                """
                                insert into triggered_message (command_id, message_id, action,
                                    connector_id, received_at)
                                select command_id, ?, ?, ?, ? from trigger_request
                                where command_id = ? and open_until is not null
                                on conflict do nothing
                                """)
                        .param(message.messageId())
                        .param(message.action().wireName())
                        .param(Trigger.connectorOf(message))
                        .param(message.receivedAt().atOffset(UTC))
                        .param(trigger.commandId())
                        .update();
        if (linked > 0 && isLast) {
            close(trigger.commandId());
        }
    }

    /** Nothing is awaited any more. */
    void close(UUID commandId) {
        sql.sql("update trigger_request set open_until = null where command_id = ?")
                .param(commandId)
                .update();
    }

    /** Of one charge point, newest request first. */
    Page<TriggerView> list(String chargePointId, int limit, @Nullable Cursor cursor) {
        var rows =
                sql.sql(
                                """
                                select * from trigger_request
                                where charge_point_key = :key
                                    and (:at::timestamptz is null or (requested_at, command_id)
                                        < (:at::timestamptz, :id::uuid))
                                order by requested_at desc, command_id desc limit :limit
                                """)
                        .param("key", ChargePointId.keyOf(chargePointId))
                        .param("at", cursor == null ? null : cursor.keys().getFirst())
                        .param("id", cursor == null ? null : cursor.keys().getLast())
                        .param("limit", limit + 1)
                        .query((row, _) -> view(row))
                        .list();
        return Page.of(rows, limit, row -> Cursor.of(row.requestedAt(), row.commandId()));
    }

    private TriggerView view(ResultSet row) throws SQLException {
        var commandId = row.getObject("command_id", UUID.class);
        var messages = new ArrayList<TriggerView.Message>();
        sql.sql(
                        """
                        select message_id, action, connector_id, received_at from triggered_message
                        where command_id = ? order by received_at, connector_id
                        """)
                .param(commandId)
                .query(message -> {
                    messages.add(
                            new TriggerView.Message(
                                    message.getObject(1, UUID.class),
                                    message.getString(2),
                                    message.getObject(3, Integer.class),
                                    time(message, 4)));
                });
        var answer = row.getString("answer");
        var answeredAt = row.getObject("answered_at", OffsetDateTime.class);
        boolean isOpen = row.getObject("open_until") != null;
        return new TriggerView(
                commandId,
                row.getString("action"),
                row.getString("requested_message"),
                row.getObject("connector_id", Integer.class),
                row.getString("requested_by"),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                answer,
                answeredAt == null ? null : answeredAt.toInstant(),
                TriggerView.State.of(answer, isOpen, !messages.isEmpty()),
                messages);
    }

    /** Whether a command that ended so may have led to a message. */
    static boolean mayHaveBeenCarriedOut(CommandStatus status) {
        return switch (status) {
            case TIMED_OUT, CONNECTION_LOST, SUPERSEDED, PENDING -> true;
            case ANSWERED, ERROR, OFFLINE, EXPIRED -> false;
        };
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
