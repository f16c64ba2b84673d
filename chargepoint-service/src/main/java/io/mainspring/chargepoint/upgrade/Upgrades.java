package io.mainspring.chargepoint.upgrade;

import io.mainspring.chargepoint.ChargePointId;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The upgrades as they are now. */
@Component
class Upgrades {

    private static final int AT_ONCE = 200;

    private final JdbcClient sql;

    Upgrades(JdbcClient sql) {
        this.sql = sql;
    }

    /** Newest first. */
    List<UpgradeState> of(String chargePointId) {
        return sql.sql(
                        """
                        select upgrade::text from security_profile_upgrade
                        where charge_point_key = ? order by number desc limit 100
                        """)
                .param(ChargePointId.keyOf(chargePointId))
                .query((row, _) -> UpgradeState.read(row.getString(1)))
                .list();
    }

    Optional<UpgradeState> find(String chargePointId, int number) {
        return sql.sql(
                        """
                        select upgrade::text from security_profile_upgrade
                        where charge_point_key = ? and number = ?
                        """)
                .params(ChargePointId.keyOf(chargePointId), number)
                .query((row, _) -> UpgradeState.read(row.getString(1)))
                .optional();
    }

    /** Those under way, in the order of their identities, after one of them. */
    List<UpgradeState> underWay(String afterKey) {
        return sql.sql(
                        """
                        select upgrade::text from security_profile_upgrade
                        where state = 'Running' and charge_point_key > ?
                        order by charge_point_key limit ?
                        """)
                .params(afterKey, AT_ONCE)
                .query((row, _) -> UpgradeState.read(row.getString(1)))
                .list();
    }
}
