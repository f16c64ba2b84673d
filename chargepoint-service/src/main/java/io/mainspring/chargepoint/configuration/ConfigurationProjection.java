package io.mainspring.chargepoint.configuration;

import static java.time.ZoneOffset.UTC;

import io.mainspring.chargepoint.registration.ChargePointEvent;
import io.mainspring.kit.eventsourcing.Projection;
import io.mainspring.kit.eventsourcing.StoredEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The last known value of each configuration key of each charge point. */
@Component
class ConfigurationProjection implements Projection {

    private final JdbcClient sql;
    private final JdbcTemplate batches;

    ConfigurationProjection(JdbcClient sql, JdbcTemplate batches) {
        this.sql = sql;
        this.batches = batches;
    }

    @Override
    public Set<Class<?>> wants() {
        return Set.of(
                ChargePointEvent.Registered.class,
                ChargePointEvent.Booted.class,
                ChargePointEvent.ConfigurationReported.class,
                ChargePointEvent.ConfigurationChanged.class);
    }

    @Override
    public String name() {
        return "configuration";
    }

    @Override
    public List<String> tables() {
        return List.of("configuration");
    }

    @Override
    public void handle(List<StoredEvent> batch) {
        var booted = new TreeSet<String>();
        for (var stored : batch) {
            switch (stored.payload()) {
                case ChargePointEvent.Booted e -> booted.add(e.id().key());
                case ChargePointEvent.ConfigurationReported e -> {
                    takeEffect(booted);
                    write(e.id().key(), reported(e));
                }
                case ChargePointEvent.ConfigurationChanged e -> {
                    takeEffect(booted);
                    write(
                            e.id().key(),
                            List.of(
                                    new Row(
                                            e.key(),
                                            e.value(),
                                            null,
                                            true,
                                            e.rebootRequired(),
                                            "ChangeConfiguration",
                                            e.at(),
                                            e.commandId())));
                }
                case ChargePointEvent.Registered e ->
                        sql.sql("delete from configuration where charge_point_key = ?")
                                .param(e.id().key())
                                .update();
                default -> {} // says nothing about configuration
            }
        }
        takeEffect(booted);
    }

    private record Row(
            String key,
            @Nullable String value,
            @Nullable Boolean readonly,
            boolean known,
            boolean rebootRequired,
            String source,
            Instant at,
            UUID commandId) {}

    /** A key that is told twice counts as it was told last. */
    private static Collection<Row> reported(ChargePointEvent.ConfigurationReported e) {
        var rows = new LinkedHashMap<String, Row>();
        for (var unknown : e.unknownKeys()) {
            rows.put(
                    unknown.toLowerCase(Locale.ROOT),
                    new Row(
                            unknown,
                            null,
                            null,
                            false,
                            false,
                            "GetConfiguration",
                            e.at(),
                            e.commandId()));
        }
        for (var key : e.keys()) {
            rows.put(
                    key.key().toLowerCase(Locale.ROOT),
                    new Row(
                            key.key(),
                            key.value(),
                            key.readonly(),
                            true,
                            false,
                            "GetConfiguration",
                            e.at(),
                            e.commandId()));
        }
        return rows.values();
    }

    /** What waited for a reboot is in effect now. */
    private void takeEffect(Set<String> booted) {
        if (!booted.isEmpty()) {
            sql.sql(
                            """
                            update configuration set reboot_required = false
                            where reboot_required and charge_point_key = any(?::text[])
                            """)
                    .param(booted.toArray(String[]::new))
                    .update();
            booted.clear();
        }
    }

    private void write(String chargePointKey, Collection<Row> rows) {
        batches.batchUpdate(
                """
                insert into configuration (charge_point_key, configuration_key, spelling, value,
                    readonly, known, reboot_required, source, observed_at, command_id)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (charge_point_key, configuration_key) do update
                set spelling = excluded.spelling,
                    value = excluded.value,
                    readonly = coalesce(excluded.readonly, configuration.readonly),
                    known = excluded.known,
                    reboot_required = excluded.reboot_required,
                    source = excluded.source,
                    observed_at = excluded.observed_at,
                    command_id = excluded.command_id
                """,
                rows,
                Math.max(1, rows.size()),
                (statement, row) -> {
                    statement.setString(1, chargePointKey);
                    statement.setString(2, row.key().toLowerCase(Locale.ROOT));
                    statement.setString(3, row.key());
                    statement.setString(4, row.value());
                    statement.setObject(5, row.readonly(), java.sql.Types.BOOLEAN);
                    statement.setBoolean(6, row.known());
                    statement.setBoolean(7, row.rebootRequired());
                    statement.setString(8, row.source());
                    statement.setObject(9, row.at().atOffset(UTC));
                    statement.setObject(10, row.commandId());
                });
    }
}
