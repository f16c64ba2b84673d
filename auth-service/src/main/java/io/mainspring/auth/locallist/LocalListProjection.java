package io.mainspring.auth.locallist;

import static java.time.ZoneOffset.UTC;

import io.mainspring.auth.locallist.content.Update;
import io.mainspring.kit.eventsourcing.Projection;
import io.mainspring.kit.eventsourcing.StoredEvent;
import io.mainspring.ocpp.v16.type.UpdateType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps the views of local lists. Lines are written when they are sent and become entries, within
 * the database, when they are accepted.
 */
@Component
class LocalListProjection implements Projection {

    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");

    private final JdbcClient db;

    LocalListProjection(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String name() {
        return "local-list";
    }

    @Override
    public Set<Class<?>> wants() {
        return Set.of(LocalListEvent.class);
    }

    @Override
    public List<String> tables() {
        return List.of(
                "local_list", "local_list_selected", "local_list_update", "local_list_entry");
    }

    @Override
    public void handle(List<StoredEvent> batch) {
        var states = states(batch);
        var changedAt = new LinkedHashMap<String, Instant>();
        for (var stored : batch) {
            if (stored.payload() instanceof LocalListEvent event) {
                var key = ListKey.chargePointKey(event.chargePointId());
                var state = states.computeIfAbsent(key, _ -> new LocalListState());
                if (event instanceof LocalListEvent.SelectionChanged e
                        && e.source() != state.source) {
                    forgetSelected(key);
                }
                state.on(event);
                changedAt.put(key, stored.at());
                write(key, stored.sequence(), event);
            }
        }
        changedAt.forEach(
                (key, at) -> write(key, states.getOrDefault(key, new LocalListState()), at));
    }

    private Map<String, LocalListState> states(List<StoredEvent> batch) {
        var keys =
                batch.stream()
                        .map(StoredEvent::payload)
                        .filter(LocalListEvent.class::isInstance)
                        .map(event -> ((LocalListEvent) event).chargePointId())
                        .map(ListKey::chargePointKey)
                        .distinct()
                        .toArray(String[]::new);
        var states = new LinkedHashMap<String, LocalListState>();
        db.sql(
                        "select charge_point_key, state::text from local_list where charge_point_key = any (?)")
                .param(keys)
                .query(
                        (RowCallbackHandler)
                                row ->
                                        states.put(
                                                row.getString(1),
                                                StateJson.read(row.getString(2))));
        return states;
    }

    private void write(String key, LocalListState state, Instant at) {
        var running = state.synchronization;
        var last = state.lastSynchronization;
        db.sql(
                        """
                        insert into local_list (charge_point_key, charge_point_id, state, source,
                            automatic, standing, ready, deadline, synchronization,
                            last_synchronization, last_result, last_reason, changed_at)
                        values (?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (charge_point_key) do update
                        set state = excluded.state, source = excluded.source,
                            automatic = excluded.automatic, standing = excluded.standing,
                            ready = excluded.ready, deadline = excluded.deadline,
                            synchronization = excluded.synchronization,
                            last_synchronization = excluded.last_synchronization,
                            last_result = excluded.last_result, last_reason = excluded.last_reason,
                            changed_at = excluded.changed_at
                        """)
                .params(
                        Arrays.asList(
                                key,
                                state.chargePointId,
                                StateJson.write(state),
                                state.source == null ? null : state.source.name(),
                                state.automatic,
                                Standing.of(state).text(),
                                state.ready(),
                                storable(state.deadline()),
                                running == null ? null : running.id(),
                                last == null ? null : last.id(),
                                last == null ? null : last.result().name(),
                                last == null ? null : last.reason(),
                                at.atOffset(UTC)))
                .update();
    }

    /** PostgreSQL's time ends earlier than Java's, and nothing waits that long. */
    private static @Nullable OffsetDateTime storable(@Nullable Instant time) {
        return time == null
                ? null
                : (time.isBefore(END_OF_TIME) ? time : END_OF_TIME).atOffset(UTC);
    }

    private void write(String key, long sequence, LocalListEvent event) {
        switch (event) {
            case LocalListEvent.SelectionChanged e -> select(key, e);
            case LocalListEvent.Dropped _ -> forgetSelected(key);
            case LocalListEvent.Retired _ -> {
                forgetSelected(key);
                forgetEntries(key);
            }
            case LocalListEvent.VersionReported e -> {
                if (e.listVersion() == LocalListState.EMPTY) {
                    forgetEntries(key);
                }
            }
            case LocalListEvent.UpdateRequested e -> requested(key, sequence, e);
            case LocalListEvent.UpdateAccepted e -> {
                ended(e.commandId(), "Accepted", null, e.at());
                if (e.heldVersion() != null) {
                    accepted(key, e.commandId(), e.updateType());
                }
                forgetLines(e.commandId());
            }
            case LocalListEvent.UpdateRefused e -> {
                ended(e.commandId(), word(e.refusal()), e.detail(), e.at());
                forgetLines(e.commandId());
            }
            case LocalListEvent.UpdateUnanswered e -> {
                boolean sent = LocalListState.wasSent(e.end());
                ended(e.commandId(), sent ? "Unanswered" : "NotSent", e.end().name(), e.at());
                if (!sent) {
                    forgetLines(e.commandId());
                }
            }
            case LocalListEvent.VersionAsked _,
                    LocalListEvent.VersionUnanswered _,
                    LocalListEvent.SynchronizationStarted _,
                    LocalListEvent.SynchronizationEnded _ -> {
                // all of it is in the state
            }
        }
    }

    private static String word(Refusal refusal) {
        return switch (refusal) {
            case FAILED -> "Failed";
            case VERSION_MISMATCH -> "VersionMismatch";
            case NOT_SUPPORTED -> "NotSupported";
        };
    }

    private void forgetSelected(String key) {
        db.sql("delete from local_list_selected where charge_point_key = ?").param(key).update();
    }

    private void forgetEntries(String key) {
        db.sql("delete from local_list_entry where charge_point_key = ?").param(key).update();
    }

    /** They are entries now, or never will be. An operator's may be asked for once more. */
    private void forgetLines(UUID commandId) {
        db.sql(
                        """
                        update local_list_update set lines = '[]'
                        where command_id = ? and synchronization is not null
                        """)
                .param(commandId)
                .update();
    }

    private void select(String key, LocalListEvent.SelectionChanged event) {
        db.sql(
                        "delete from local_list_selected where charge_point_key = ? and member_key = any (?)")
                .params(key, keys(event.removed()))
                .update();
        db.sql(
                        """
                        insert into local_list_selected (charge_point_key, member_key, member)
                        select ?, * from unnest(?::text[], ?::text[])
                        on conflict do nothing
                        """)
                .params(key, keys(event.added()), event.added().toArray(String[]::new))
                .update();
    }

    private static String[] keys(List<String> members) {
        return members.stream().map(ListKey::chargePointKey).toArray(String[]::new);
    }

    private void requested(String key, long sequence, LocalListEvent.UpdateRequested e) {
        var update = new Update(e.updateType(), e.lines());
        db.sql(
                        """
                        insert into local_list_update (command_id, charge_point_key, sequence,
                            list_version, update_type, lines, added, removed, requested_by,
                            synchronization, requested_at, outcome)
                        values (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, 'Pending')
                        on conflict do nothing
                        """)
                .params(
                        Arrays.asList(
                                e.commandId(),
                                key,
                                sequence,
                                e.listVersion(),
                                e.updateType().wireName(),
                                StateJson.write(e.lines()),
                                update.added(),
                                update.removed(),
                                e.by(),
                                e.synchronizationId(),
                                e.at().atOffset(UTC)))
                .update();
    }

    private void ended(UUID commandId, String outcome, @Nullable String detail, Instant at) {
        db.sql(
                        """
                        update local_list_update set outcome = ?, detail = ?, ended_at = ?
                        where command_id = ?
                        """)
                .params(Arrays.asList(outcome, detail, at.atOffset(UTC), commandId))
                .update();
    }

    private void accepted(String key, UUID commandId, UpdateType type) {
        if (type == UpdateType.FULL) {
            forgetEntries(key);
        } else {
            db.sql(
                            """
                            delete from local_list_entry
                            where charge_point_key = ? and id_tag_key in (
                                select line ->> 'key'
                                from local_list_update, jsonb_array_elements(lines) line
                                where command_id = ? and line ->> 'status' is null)
                            """)
                    .params(key, commandId)
                    .update();
        }
        db.sql(
                        """
                        insert into local_list_entry (charge_point_key, id_tag_key, id_tag, status,
                            expiry_date, parent_id_tag)
                        select ?, line ->> 'key', line ->> 'idTag', line ->> 'status',
                            (line ->> 'expiryDate')::timestamptz, line ->> 'parentIdTag'
                        from local_list_update, jsonb_array_elements(lines) line
                        where command_id = ? and line ->> 'status' is not null
                        on conflict (charge_point_key, id_tag_key) do update
                        set id_tag = excluded.id_tag, status = excluded.status,
                            expiry_date = excluded.expiry_date,
                            parent_id_tag = excluded.parent_id_tag
                        """)
                .params(key, commandId)
                .update();
    }
}
