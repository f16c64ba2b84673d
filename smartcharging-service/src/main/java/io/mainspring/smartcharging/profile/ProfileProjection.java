package io.mainspring.smartcharging.profile;

import io.mainspring.kit.eventsourcing.Projection;
import io.mainspring.kit.eventsourcing.StoredEvent;
import io.mainspring.smartcharging.ChargePointKey;
import io.mainspring.smartcharging.SqlTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The profiles we believe installed, as rows. */
@Component
class ProfileProjection implements Projection {

    private final JdbcClient sql;

    ProfileProjection(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "installed-profiles";
    }

    @Override
    public List<String> tables() {
        return List.of("installed_profile");
    }

    @Override
    public void handle(List<StoredEvent> batch) {
        for (var stored : batch) {
            if (stored.payload() instanceof ProfileEvent event) {
                switch (event) {
                    case ProfileEvent.Installed e -> {
                        remove(e.chargePointId(), e.replaced());
                        add(e);
                    }
                    case ProfileEvent.Cleared e ->
                            remove(e.chargePointId(), e.chargingProfileIds());
                    case ProfileEvent.Refused _ -> {
                        // changed nothing at the charge point
                    }
                }
            }
        }
    }

    private void remove(String chargePointId, List<Integer> ids) {
        if (!ids.isEmpty()) {
            sql.sql(
                            """
                            delete from installed_profile
                            where charge_point_key = ? and charging_profile_id = any(?::int[])
                            """)
                    .params(ChargePointKey.of(chargePointId), ids.toArray(Integer[]::new))
                    .update();
        }
    }

    private void add(ProfileEvent.Installed e) {
        var profile = e.profile();
        sql.sql(
                        """
                        insert into installed_profile (charge_point_key, charging_profile_id,
                            charge_point_id, connector_id, purpose, stack_level, transaction_id,
                            valid_to, profile, origin, command_id, installed_by, installed_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?::timestamptz, ?::jsonb, ?, ?, ?,
                            ?::timestamptz)
                        """)
                .param(ChargePointKey.of(e.chargePointId()))
                .param(profile.chargingProfileId())
                .param(e.chargePointId())
                .param(e.connectorId())
                .param(profile.purpose().wireName())
                .param(profile.stackLevel())
                .param(profile.transactionId())
                .param(SqlTime.write(profile.validTo()))
                .param(ProfileJson.write(profile.profile()))
                .param(e.origin().actionName())
                .param(e.commandId())
                .param(e.requestedBy())
                .param(SqlTime.text(e.at()))
                .update();
    }
}
