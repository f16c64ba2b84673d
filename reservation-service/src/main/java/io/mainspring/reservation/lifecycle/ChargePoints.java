package io.mainspring.reservation.lifecycle;

import java.util.Collection;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code charge_point}: the canonical spelling of each identity. */
@Component
class ChargePoints {

    private final JdbcClient sql;

    ChargePoints(JdbcClient sql) {
        this.sql = sql;
    }

    /** These exist, spelled so; of two spellings the later one counts. */
    void meet(Collection<String> chargePointIds) {
        var spellings = new TreeMap<String, String>();
        chargePointIds.forEach(id -> spellings.put(ReservationKeys.key(id), id));
        sql.sql(
                        """
                        insert into charge_point
                        select * from unnest(?::text[], ?::text[])
                        on conflict (charge_point_key) do update
                        set charge_point_id = excluded.charge_point_id
                        where charge_point.charge_point_id <> excluded.charge_point_id
                        """)
                .params(
                        spellings.keySet().toArray(String[]::new),
                        spellings.values().toArray(String[]::new))
                .update();
    }

    /** The canonical spelling where it is known, else the given one. */
    String spellingOf(String chargePointId) {
        return sql.sql("select charge_point_id from charge_point where charge_point_key = ?")
                .param(ReservationKeys.key(chargePointId))
                .query(String.class)
                .optional()
                .orElse(chargePointId);
    }
}
