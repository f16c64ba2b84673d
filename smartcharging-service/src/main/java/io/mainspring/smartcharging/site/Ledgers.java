package io.mainspring.smartcharging.site;

import io.mainspring.smartcharging.ChargePointKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code site_ledger}. Every method belongs inside a transaction: rows read are locked until its end. */
@Component
class Ledgers {

    private final JdbcClient sql;

    Ledgers(JdbcClient sql) {
        this.sql = sql;
    }

    /** Of these charge points, by their keys, whichever site they were in; locked in the keys' order. */
    Map<String, MemberLedger> lock(Collection<String> chargePointKeys) {
        return ledgers(
                sql.sql(
                                """
                                select charge_point_key, ledger::text from site_ledger
                                where charge_point_key = any(?::text[])
                                order by charge_point_key for update
                                """)
                        .param(chargePointKeys.toArray(String[]::new)));
    }

    /** As {@link #lock}, of one site and without locking: for views. */
    Map<String, MemberLedger> read(String siteId) {
        return ledgers(
                sql.sql(
                                """
                                select charge_point_key, ledger::text from site_ledger
                                where site_id = ?::uuid
                                """)
                        .param(siteId));
    }

    /** The ledger of a charge point that is in this site. */
    void write(String siteId, MemberLedger ledger) {
        sql.sql(
                        """
                        insert into site_ledger (charge_point_key, site_id, ledger)
                        values (?, ?::uuid, ?::jsonb)
                        on conflict (charge_point_key) do update set site_id = excluded.site_id,
                            ledger = excluded.ledger, leaving = false
                        """)
                .params(ChargePointKey.of(ledger.chargePointId()), siteId, SiteJson.write(ledger))
                .update();
    }

    /** Those of a site that are not among its charge points any more have to be freed. */
    void letGo(String siteId, Collection<String> remainingKeys) {
        sql.sql(
                        """
                        update site_ledger set leaving = true
                        where site_id = ?::uuid and not leaving
                            and charge_point_key <> all(?::text[])
                        """)
                .params(siteId, remainingKeys.toArray(String[]::new))
                .update();
    }

    /** A ledger and the site it was kept for. */
    record Leaving(String chargePointKey, String siteId, MemberLedger ledger) {}

    /** Some of those that have to be freed and can be told; locked, and skipped if another replica has them. */
    List<Leaving> lockLeaving() {
        return sql.sql(
                        """
                        select charge_point_key, site_id, ledger::text from site_ledger l
                        where leaving
                            and not exists (select from site_claim c
                                where c.charge_point_key = l.charge_point_key)
                            and (exists (select from site_notice n
                                    where n.charge_point_key = l.charge_point_key)
                                or exists (select from site_presence p
                                    where p.charge_point_key = l.charge_point_key and p.connected))
                        order by charge_point_key limit 200 for update skip locked
                        """)
                .query((row, _) ->
                        new Leaving(
                                row.getString(1),
                                row.getString(2),
                                SiteJson.read(MemberLedger.class, row.getString(3))))
                .list();
    }

    void writeLeaving(Leaving leaving) {
        sql.sql("update site_ledger set ledger = ?::jsonb where charge_point_key = ?")
                .params(SiteJson.write(leaving.ledger()), leaving.chargePointKey())
                .update();
    }

    void remove(String chargePointKey) {
        sql.sql("delete from site_ledger where charge_point_key = ?")
                .param(chargePointKey)
                .update();
    }

    private static Map<String, MemberLedger> ledgers(JdbcClient.StatementSpec select) {
        var ledgers = new HashMap<String, MemberLedger>();
        select.query(row -> {
            ledgers.put(row.getString(1), SiteJson.read(MemberLedger.class, row.getString(2)));
        });
        return ledgers;
    }
}
