package io.mainspring.smartcharging.site;

import io.mainspring.kit.web.Problem;
import io.mainspring.smartcharging.ChargePointKey;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code site_claim}: a charge point obeys one site. Written in the transaction of the event it goes with. */
@Component
class Claims {

    private final JdbcClient sql;

    Claims(JdbcClient sql) {
        this.sql = sql;
    }

    /** @throws Problem 409 if another site has one of them */
    void take(String siteId, Collection<String> chargePointIds) {
        for (var key : keys(chargePointIds)) {
            var owner =
                    sql.sql(
                                    """
                                    insert into site_claim (charge_point_key, site_id)
                                    values (?, ?::uuid)
                                    on conflict (charge_point_key) do update
                                    set site_id = site_claim.site_id
                                    returning site_id
                                    """)
                            .params(key, siteId)
                            .query(String.class)
                            .single();
            if (!owner.equals(siteId)) {
                throw Problem.conflict(
                        "The charge point " + key + " is in the site " + owner + ".");
            }
        }
    }

    void release(String siteId, Collection<String> chargePointIds) {
        sql.sql(
                        "delete from site_claim where site_id = ?::uuid and charge_point_key = any(?::text[])")
                .params(siteId, keys(chargePointIds).toArray(String[]::new))
                .update();
    }

    void releaseAll(String siteId) {
        sql.sql("delete from site_claim where site_id = ?::uuid").param(siteId).update();
    }

    /** The keys of the charge points of a site. */
    Set<String> of(String siteId) {
        return new HashSet<>(
                sql.sql("select charge_point_key from site_claim where site_id = ?::uuid")
                        .param(siteId)
                        .query((row, _) -> row.getString(1))
                        .list());
    }

    /** In one order, so that two never wait for each other. */
    private static List<String> keys(Collection<String> chargePointIds) {
        return chargePointIds.stream().map(ChargePointKey::of).sorted().distinct().toList();
    }
}
