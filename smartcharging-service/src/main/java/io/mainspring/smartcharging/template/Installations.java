package io.mainspring.smartcharging.template;

import io.mainspring.smartcharging.ChargePointKey;
import io.mainspring.smartcharging.SqlTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tables {@code installation} and {@code installation_target}. */
@Component
class Installations {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient sql;

    Installations(JdbcClient sql) {
        this.sql = sql;
    }

    /** What is to be installed, and for whom. */
    record Installation(
            UUID installationId,
            TemplateView template,
            int connectorId,
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
            Duration whenOnline,
            String requestedBy) {}

    void add(Installation installation) {
        sql.sql(
                        """
                        insert into installation (installation_id, template, profile, connector_id,
                            when_online_seconds, requested_by, requested_at)
                        values (?, ?, ?::jsonb, ?, ?, ?, ?::timestamptz)
                        """)
                .param(installation.installationId())
                .param(installation.template().name())
                .param(installation.template().profile().toString())
                .param(installation.connectorId())
                .param(installation.whenOnline().toSeconds())
                .param(installation.requestedBy())
                .param(SqlTime.text(installation.requestedAt()))
                .update();
    }

    void addTarget(UUID installationId, String chargePointId, int chargingProfileId) {
        sql.sql(
                        """
                        insert into installation_target (installation_id, charge_point_key,
                            charge_point_id, charging_profile_id, state)
                        values (?, ?, ?, ?, 'Waiting')
                        """)
                .params(
                        installationId,
                        ChargePointKey.of(chargePointId),
                        chargePointId,
                        chargingProfileId)
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
     */
    List<Turn> next(UUID installationId, int concurrency) {
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
                            i.profile::text, i.when_online_seconds, i.requested_by
                        from installation_target t join installation i using (installation_id)
                        where t.installation_id = ? and t.state = 'Waiting'
                        order by t.charge_point_key
                        limit greatest(0, ? - (select count(*) from installation_target s
                            where s.installation_id = ? and s.state = 'Sent'))
                        for update of t
                        """)
                .params(installationId, concurrency, installationId)
                .query((row, _) ->
                        new Turn(
                                installationId,
                                row.getString(1),
                                row.getInt(2),
                                row.getInt(3),
                                JSON.readTree(row.getString(4)),
                                Duration.ofSeconds(row.getLong(5)),
                                row.getString(6)))
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

    /**
     * It ended. Found by the profile's id, which no other installation has: the command's own id
     * may not be written yet when its outcome is here.
     */
    void ended(String chargePointId, int chargingProfileId, String state, Instant at) {
        sql.sql(
                        """
                        update installation_target set state = ?, changed_at = ?::timestamptz
                        where charge_point_key = ? and charging_profile_id = ?
                            and state in ('Waiting', 'Sent')
                        """)
                .params(
                        state,
                        SqlTime.text(at),
                        ChargePointKey.of(chargePointId),
                        chargingProfileId)
                .update();
    }

    Optional<InstallationView> find(UUID installationId) {
        return views("where installation_id = ?", List.of(installationId)).stream().findFirst();
    }

    /** The newest hundred. */
    List<InstallationView> newest() {
        return views("order by requested_at desc limit 100", List.of());
    }

    private List<InstallationView> views(String which, Collection<?> parameters) {
        return sql.sql(
                        """
                        select installation_id, template, connector_id, requested_at, requested_by
                        from installation
                        """
                                + which)
                .params(List.copyOf(parameters))
                .query((row, _) ->
                        view(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                row.getInt(3),
                                SqlTime.require(row, "requested_at"),
                                row.getString(5)))
                .list();
    }

    private InstallationView view(
            UUID id, String template, int connectorId, Instant requestedAt, String requestedBy) {
        var targets =
                sql.sql(
                                """
                                select charge_point_id, charging_profile_id, state, command_id,
                                    changed_at
                                from installation_target where installation_id = ?
                                order by charge_point_key
                                """)
                        .param(id)
                        .query((row, _) ->
                                new InstallationView.Target(
                                        row.getString(1),
                                        row.getInt(2),
                                        row.getString(3),
                                        row.getObject(4, UUID.class),
                                        SqlTime.read(row, "changed_at")))
                        .list();
        var progress = new TreeMap<String, Integer>();
        targets.forEach(target -> progress.merge(target.state(), 1, Integer::sum));
        return new InstallationView(
                id,
                template,
                connectorId,
                !progress.containsKey("Waiting") && !progress.containsKey("Sent"),
                progress,
                requestedAt,
                requestedBy,
                targets);
    }
}
