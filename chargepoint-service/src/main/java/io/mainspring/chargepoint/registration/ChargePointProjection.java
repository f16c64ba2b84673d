package io.mainspring.chargepoint.registration;

import static java.time.ZoneOffset.UTC;

import io.mainspring.kit.eventsourcing.Projection;
import io.mainspring.kit.eventsourcing.StoredEvent;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * One row per charge point: its state as the events add up to it, with columns to search by. One
 * read and one write per batch, so it keeps up when everything boots at once.
 */
@Component
class ChargePointProjection implements Projection {

    private final JdbcClient sql;
    private final JdbcTemplate batches;

    ChargePointProjection(JdbcClient sql, JdbcTemplate batches) {
        this.sql = sql;
        this.batches = batches;
    }

    @Override
    public Set<Class<?>> wants() {
        return Set.of(ChargePointEvent.class);
    }

    @Override
    public String name() {
        return "charge-points";
    }

    @Override
    public List<String> tables() {
        return List.of("charge_point");
    }

    @Override
    public void handle(List<StoredEvent> batch) {
        var events = new ArrayList<ChargePointEvent>(batch.size());
        var keys = new TreeSet<String>();
        for (var stored : batch) {
            if (stored.payload() instanceof ChargePointEvent event) {
                events.add(event);
                keys.add(event.id().key());
            }
        }
        if (events.isEmpty()) {
            return;
        }
        var states = read(keys);
        for (var event : events) {
            states.computeIfAbsent(event.id().key(), _ -> new ChargePointState()).on(event);
        }
        write(states);
    }

    private Map<String, ChargePointState> read(Set<String> keys) {
        var states = new HashMap<String, ChargePointState>();
        sql.sql(
                        """
                        select charge_point_key, state::text from charge_point
                        where charge_point_key = any(?::text[])
                        """)
                .param(keys.toArray(String[]::new))
                .query(row -> {
                    states.put(row.getString(1), ChargePointState.read(row.getString(2)));
                });
        return states;
    }

    private void write(Map<String, ChargePointState> states) {
        batches.batchUpdate(
                """
                insert into charge_point (charge_point_key, charge_point_id, registered_at,
                    retired_at, booted_at, admission, registration, vendor, model,
                    firmware_version, state, names, security_profile,
                    next_security_profile, next_profile_since)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)
                on conflict (charge_point_key) do update
                set charge_point_id = excluded.charge_point_id,
                    registered_at = excluded.registered_at,
                    retired_at = excluded.retired_at,
                    booted_at = excluded.booted_at,
                    admission = excluded.admission,
                    registration = excluded.registration,
                    vendor = excluded.vendor,
                    model = excluded.model,
                    firmware_version = excluded.firmware_version,
                    state = excluded.state,
                    names = excluded.names,
                    security_profile = excluded.security_profile,
                    next_security_profile = excluded.next_security_profile,
                    next_profile_since = excluded.next_profile_since
                """,
                List.copyOf(states.entrySet()),
                states.size(),
                (statement, entry) -> {
                    var state = entry.getValue();
                    var registration = state.registration();
                    var boot = state.boot;
                    statement.setString(1, entry.getKey());
                    statement.setString(2, state.chargePointId);
                    setInstant(statement, 3, state.registeredAt);
                    setInstant(statement, 4, state.retiredAt);
                    setInstant(statement, 5, state.bootedAt);
                    statement.setString(6, state.admission.wireName());
                    statement.setString(7, registration == null ? null : registration.wireName());
                    statement.setString(8, boot == null ? null : boot.chargePointVendor());
                    statement.setString(9, boot == null ? null : boot.chargePointModel());
                    statement.setString(10, boot == null ? null : boot.firmwareVersion());
                    statement.setString(11, state.write());
                    statement.setArray(
                            12,
                            statement
                                    .getConnection()
                                    .createArrayOf("text", state.names().toArray()));
                    statement.setInt(13, state.settings.securityProfile());
                    statement.setObject(14, state.nextSecurityProfile, Types.INTEGER);
                    setInstant(statement, 15, state.nextProfileSince);
                });
    }

    private static void setInstant(
            PreparedStatement statement, int position, @Nullable Instant instant)
            throws SQLException {
        if (instant == null) {
            statement.setNull(position, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            statement.setObject(position, instant.atOffset(UTC));
        }
    }
}
