package io.mainspring.chargepoint.upgrade;

import static java.time.ZoneOffset.UTC;

import io.mainspring.kit.eventsourcing.Projection;
import io.mainspring.kit.eventsourcing.StoredEvent;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One row per upgrade: its state as the events add up to it. */
@Component
class UpgradeProjection implements Projection {

    private final JdbcClient sql;

    UpgradeProjection(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public Set<Class<?>> wants() {
        return Set.of(SecurityProfileUpgradeEvent.class);
    }

    @Override
    public String name() {
        return "security-profile-upgrades";
    }

    @Override
    public List<String> tables() {
        return List.of("security_profile_upgrade");
    }

    @Override
    public void handle(List<StoredEvent> batch) {
        for (var stored : batch) {
            if (stored.payload() instanceof SecurityProfileUpgradeEvent event) {
                var state = read(event);
                state.on(event);
                write(event, state);
            }
        }
    }

    private UpgradeState read(SecurityProfileUpgradeEvent event) {
        return sql.sql(
                        """
                        select upgrade::text from security_profile_upgrade
                        where charge_point_key = ? and number = ?
                        """)
                .params(event.id().key(), event.number())
                .query(String.class)
                .optional()
                .map(UpgradeState::read)
                .orElseGet(UpgradeState::new);
    }

    private void write(SecurityProfileUpgradeEvent event, UpgradeState state) {
        sql.sql(
                        """
                        insert into security_profile_upgrade (charge_point_key, number,
                            charge_point_id, state, deadline, upgrade)
                        values (?, ?, ?, ?, ?, ?::jsonb)
                        on conflict (charge_point_key, number) do update
                        set state = excluded.state, upgrade = excluded.upgrade
                        """)
                .params(
                        event.id().key(),
                        event.number(),
                        event.chargePointId(),
                        state.isUnderWay() ? "Running" : "Ended",
                        state.deadline.atOffset(UTC),
                        state.write())
                .update();
    }
}
