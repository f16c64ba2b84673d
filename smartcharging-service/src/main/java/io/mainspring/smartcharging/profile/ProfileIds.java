package io.mainspring.smartcharging.profile;

import io.mainspring.smartcharging.ChargePointKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Chooses chargingProfileIds. They begin at a million, far from the small ones that people choose;
 * one that somebody chose nevertheless is passed over.
 */
@Component
class ProfileIds {

    private final JdbcClient sql;

    ProfileIds(JdbcClient sql) {
        this.sql = sql;
    }

    int next(String chargePointId) {
        while (true) {
            int id = sql.sql("select nextval('charging_profile_id')").query(Integer.class).single();
            boolean isTaken =
                    sql.sql(
                                    """
                                    select exists (select from installed_profile
                                        where charge_point_key = ? and charging_profile_id = ?)
                                    """)
                            .params(ChargePointKey.of(chargePointId), id)
                            .query(Boolean.class)
                            .single();
            if (!isTaken) {
                return id;
            }
        }
    }

    /**
     * The id for a command with an Idempotency-Key: the same again for the same key, so that the
     * repetition is the same command.
     */
    int next(String chargePointId, String requestedBy, String idempotencyKey) {
        sql.sql(
                        """
                        insert into chosen_profile_id
                            (requested_by, idempotency_key, charging_profile_id)
                        values (?, ?, ?) on conflict do nothing
                        """)
                .params(requestedBy, idempotencyKey, next(chargePointId))
                .update();
        return sql.sql(
                        """
                        select charging_profile_id from chosen_profile_id
                        where requested_by = ? and idempotency_key = ?
                        """)
                .params(requestedBy, idempotencyKey)
                .query(Integer.class)
                .single();
    }
}
