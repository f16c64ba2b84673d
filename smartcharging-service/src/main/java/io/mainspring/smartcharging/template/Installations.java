package io.mainspring.smartcharging.template;

import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import io.mainspring.smartcharging.ChargePointKey;
import io.mainspring.smartcharging.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tables {@code installation} and {@code installation_target}. */
@Component
class Installations {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String VIEW =
            """
            select installation_id, template, connector_id, force, requested_at, requested_by,
                (select coalesce(jsonb_object_agg(state, number), '{}')::text
                    from (select state, count(*) as number from installation_target t
                        where t.installation_id = i.installation_id group by state) s) as progress
            from installation i
            """;

    private final JdbcClient sql;

    Installations(JdbcClient sql) {
        this.sql = sql;
    }

    /** What is to be installed, and for whom. */
    record Installation(
            UUID installationId,
            TemplateView template,
            int connectorId,
            boolean force,
            Duration whenOnline,
            String requestedBy,
            Instant requestedAt) {}

    /** A charge point whose turn it is. */
    record Turn(
            UUID installationId,
            String chargePointId,
            int chargingProfileId,
            int connectorId,
            JsonNode profile,
            boolean force,
            Duration whenOnline,
            String requestedBy) {}

    /** Whether it is new: false if there is one with this id, which remains as it is. */
    boolean add(Installation installation) {
        return sql.sql(
                                """
                                insert into installation (installation_id, template, profile,
                                    connector_id, force, when_online_seconds, requested_by,
                                    requested_at)
                                values (?, ?, ?::jsonb, ?, ?, ?, ?, ?::timestamptz)
                                on conflict do nothing
                                """)
                        .param(installation.installationId())
                        .param(installation.template().name())
                        .param(installation.template().profile().toString())
                        .param(installation.connectorId())
                        .param(installation.force())
                        .param(installation.whenOnline().toSeconds())
                        .param(installation.requestedBy())
                        .param(SqlTime.text(installation.requestedAt()))
                        .update()
                > 0;
    }

    /**
     * @param chargingProfileIds one for each charge point, in their order
     */
    void addTargets(
            UUID installationId, List<String> chargePointIds, List<Integer> chargingProfileIds) {
        sql.sql(
                        """
                        insert into installation_target (installation_id, charge_point_key,
                            charge_point_id, charging_profile_id, state)
                        select ?, t.key, t.id, t.profile_id, 'Waiting'
                        from unnest(?::text[], ?::text[], ?::int[]) as t (key, id, profile_id)
                        """)
                .param(installationId)
                .param(chargePointIds.stream().map(ChargePointKey::of).toArray(String[]::new))
                .param(chargePointIds.toArray(String[]::new))
                .param(chargingProfileIds.toArray(Integer[]::new))
                .update();
    }

    /** Installations that have charge points to ask, oldest first. */
    List<UUID> waiting() {
        return sql.sql(
                        """
                        select installation_id from installation i
                        where exists (select from installation_target t
                            where t.installation_id = i.installation_id and t.state = 'Waiting')
                        order by requested_at
                        """)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /**
     * The charge points whose turn it is. Within a transaction, which keeps the installation from
     * other replicas until it is over.
     *
     * @param askedAfter one that was asked before and has not answered is absent: it takes no room
     */
    List<Turn> next(UUID installationId, int concurrency, Instant askedAfter) {
        var locked =
                sql.sql(
                                """
                                select installation_id from installation
                                where installation_id = ? for update skip locked
                                """)
                        .param(installationId)
                        .query()
                        .listOfRows();
        if (locked.isEmpty()) {
            return List.of();
        }
        return sql.sql(
                        """
                        select t.charge_point_id, t.charging_profile_id, i.connector_id,
                            i.profile::text, i.force, i.when_online_seconds, i.requested_by
                        from installation_target t join installation i using (installation_id)
                        where t.installation_id = ? and t.state = 'Waiting'
                        order by t.charge_point_key
                        limit greatest(0, ? - (select count(*) from installation_target s
                            where s.installation_id = ? and s.state = 'Sent'
                                and s.changed_at > ?::timestamptz))
                        for update of t
                        """)
                .params(installationId, concurrency, installationId, SqlTime.text(askedAfter))
                .query((row, _) ->
                        new Turn(
                                installationId,
                                row.getString(1),
                                row.getInt(2),
                                row.getInt(3),
                                JSON.readTree(row.getString(4)),
                                row.getBoolean(5),
                                Duration.ofSeconds(row.getLong(6)),
                                row.getString(7)))
                .list();
    }

    void sent(Turn turn, UUID commandId, Instant at) {
        sql.sql(
                        """
                        update installation_target
                        set state = 'Sent', command_id = ?, changed_at = ?::timestamptz
                        where installation_id = ? and charge_point_key = ?
                        """)
                .params(
                        commandId,
                        SqlTime.text(at),
                        turn.installationId(),
                        ChargePointKey.of(turn.chargePointId()))
                .update();
    }

    /** It was not asked: its own limits forbid what it was to be asked for. */
    void refused(Turn turn, String reason, Instant at) {
        sql.sql(
                        """
                        update installation_target
                        set state = 'Refused', reason = ?, changed_at = ?::timestamptz
                        where installation_id = ? and charge_point_key = ?
                        """)
                .params(
                        reason,
                        SqlTime.text(at),
                        turn.installationId(),
                        ChargePointKey.of(turn.chargePointId()))
                .update();
    }

    /**
     * It ended. Found by the profile's id, which no other installation has: the command's own id
     * may not be written yet when its outcome is here.
     */
    void ended(String chargePointId, int chargingProfileId, String state, Instant at) {
        sql.sql(
                        """
                        update installation_target set state = ?, changed_at = ?::timestamptz
                        where charge_point_key = ? and charging_profile_id = ?
                            and state in ('Waiting', 'Sent', 'InDoubt')
                        """)
                .params(
                        state,
                        SqlTime.text(at),
                        ChargePointKey.of(chargePointId),
                        chargingProfileId)
                .update();
    }

    /** Those whose outcome should have come long ago. */
    void giveUp(Instant now, Duration latestOutcome) {
        sql.sql(
                        """
                        update installation_target t
                        set state = 'InDoubt', changed_at = ?::timestamptz
                        from installation i
                        where i.installation_id = t.installation_id and t.state = 'Sent'
                            and extract(epoch from ?::timestamptz - t.changed_at)
                                > i.when_online_seconds + ?
                        """)
                .params(SqlTime.text(now), SqlTime.text(now), latestOutcome.toSeconds())
                .update();
    }

    /** Nobody is asked any more; who has been asked will answer. */
    void cancel(UUID installationId, Instant at) {
        sql.sql(
                        """
                        update installation_target
                        set state = 'Cancelled', changed_at = ?::timestamptz
                        where installation_id = ? and state = 'Waiting'
                        """)
                .params(SqlTime.text(at), installationId)
                .update();
    }

    /** Finished ones from before this time. */
    int forget(Instant before) {
        var old =
                sql.sql(
                                """
                                select installation_id from installation i
                                where requested_at < ?::timestamptz
                                    and not exists (select from installation_target t
                                        where t.installation_id = i.installation_id
                                            and t.state in ('Waiting', 'Sent'))
                                for update skip locked
                                """)
                        .param(SqlTime.text(before))
                        .query((row, _) -> row.getObject(1, UUID.class))
                        .list()
                        .toArray(UUID[]::new);
        sql.sql("delete from installation_target where installation_id = any(?)")
                .param(old)
                .update();
        return sql.sql("delete from installation where installation_id = any(?)")
                .param(old)
                .update();
    }

    Optional<InstallationView> find(UUID installationId) {
        return sql.sql(VIEW + " where installation_id = ?")
                .param(installationId)
                .query((row, _) -> view(row))
                .optional();
    }

    /** The newest first. */
    Page<InstallationView> list(@Nullable Cursor cursor, int limit) {
        var rows =
                sql.sql(
                                VIEW
                                        + """
                                         where :at::timestamptz is null
                                            or (requested_at, installation_id)
                                                < (:at::timestamptz, :id::uuid)
                                        order by requested_at desc, installation_id desc
                                        limit :limit
                                        """)
                        .param("at", cursor == null ? null : cursor.keys().get(0))
                        .param("id", cursor == null ? null : cursor.keys().get(1))
                        .param("limit", limit + 1)
                        .query((row, _) -> view(row))
                        .list();
        return Page.of(rows, limit, last -> Cursor.of(last.requestedAt(), last.installationId()));
    }

    /** The charge points of an installation, in the order of their ids. */
    Page<InstallationView.Target> targets(
            UUID installationId, @Nullable String state, @Nullable Cursor cursor, int limit) {
        var rows =
                sql.sql(
                                """
                                select charge_point_id, charging_profile_id, state, reason,
                                    command_id, changed_at
                                from installation_target
                                where installation_id = :installation
                                    and (:state::text is null or state = :state::text)
                                    and (:after::text is null or charge_point_key > :after::text)
                                order by charge_point_key
                                limit :limit
                                """)
                        .param("installation", installationId)
                        .param("state", state)
                        .param("after", cursor == null ? null : cursor.keys().getFirst())
                        .param("limit", limit + 1)
                        .query((row, _) ->
                                new InstallationView.Target(
                                        row.getString(1),
                                        row.getInt(2),
                                        row.getString(3),
                                        row.getString(4),
                                        row.getObject(5, UUID.class),
                                        SqlTime.read(row, "changed_at")))
                        .list();
        return Page.of(rows, limit, last -> Cursor.of(ChargePointKey.of(last.chargePointId())));
    }

    private static InstallationView view(ResultSet row) throws SQLException {
        var progress = new TreeMap<String, Integer>();
        JSON.readTree(row.getString("progress"))
                .properties()
                .forEach(state -> progress.put(state.getKey(), state.getValue().asInt()));
        return new InstallationView(
                row.getObject("installation_id", UUID.class),
                row.getString("template"),
                row.getInt("connector_id"),
                row.getBoolean("force"),
                !progress.containsKey("Waiting") && !progress.containsKey("Sent"),
                progress,
                SqlTime.require(row, "requested_at"),
                row.getString("requested_by"));
    }
}
