package io.mainspring.smartcharging.site;

import io.mainspring.smartcharging.ChargePointKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table {@code site_notice}. Whoever hears of something only adds a row here and changes no ledger: so a poll waits
 * for no look at a site, and none waits for it.
 */
@Component
class Notices {

    private final JdbcClient sql;

    Notices(JdbcClient sql) {
        this.sql = sql;
    }

    /** For the next look at its site; nothing if it is in none and has nothing of one. */
    void add(String chargePointId, Notice notice) {
        add(List.of(ChargePointKey.of(chargePointId)), notice);
    }

    /** The same of several, by their keys. */
    void add(Collection<String> chargePointKeys, Notice notice) {
        sql.sql(
                        """
                        insert into site_notice (charge_point_key, notice)
                        select key, ?::jsonb from unnest(?::text[]) key
                        where exists (select from site_claim c where c.charge_point_key = key)
                            or exists (select from site_ledger l where l.charge_point_key = key)
                        """)
                .params(SiteJson.write(notice), chargePointKeys.toArray(String[]::new))
                .update();
    }

    /** Takes out what there is of these charge points, by their keys: each in the order in which it was heard. */
    Map<String, List<Notice>> take(Collection<String> chargePointKeys) {
        var taken = new HashMap<String, List<Notice>>();
        sql.sql(
                        """
                        with taken as (
                            delete from site_notice where charge_point_key = any(?::text[])
                            returning notice_id, charge_point_key, notice)
                        select charge_point_key, notice::text from taken order by notice_id
                        """)
                .param(chargePointKeys.toArray(String[]::new))
                .query(row -> {
                    taken.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                            .add(SiteJson.read(Notice.class, row.getString(2)));
                });
        return taken;
    }
}
