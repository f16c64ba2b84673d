package io.mainspring.smartcharging.site;

import io.mainspring.smartcharging.ChargePointKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code site_ledger}. Every method belongs inside a transaction: rows read are locked until its end. */
@Component
class Ledgers {

    private final JdbcClient sql;

    Ledgers(JdbcClient sql) {
        this.sql = sql;
    }

    /** A ledger and the site it was begun for. */
    record Entry(String chargePointKey, String siteId, MemberLedger ledger) {}

    /** Of one site, by the keys of the charge points; locked in their order. */
    Map<String, MemberLedger> lock(String siteId) {
        var ledgers = new HashMap<String, MemberLedger>();
        sql.sql(
                        """
                        select charge_point_key, ledger::text from site_ledger
                        where site_id = ?::uuid order by charge_point_key for update
                        """)
                .param(siteId)
                .query(row -> {
                    ledgers.put(
                            row.getString(1), SiteJson.read(MemberLedger.class, row.getString(2)));
                });
        return ledgers;
    }

    /** As {@link #lock}, without locking: for views. */
    Map<String, MemberLedger> read(String siteId) {
        var ledgers = new HashMap<String, MemberLedger>();
        sql.sql("select charge_point_key, ledger::text from site_ledger where site_id = ?::uuid")
                .param(siteId)
                .query(row -> {
                    ledgers.put(
                            row.getString(1), SiteJson.read(MemberLedger.class, row.getString(2)));
                });
        return ledgers;
    }

    void write(String siteId, MemberLedger ledger) {
        sql.sql(
                        """
                        insert into site_ledger (charge_point_key, site_id, ledger)
                        values (?, ?::uuid, ?::jsonb)
                        on conflict (charge_point_key) do update
                        set site_id = excluded.site_id, ledger = excluded.ledger
                        """)
                .params(ChargePointKey.of(ledger.chargePointId()), siteId, SiteJson.write(ledger))
                .update();
    }

    /** Changes one charge point's ledger, if it has one. */
    void change(String chargePointId, UnaryOperator<MemberLedger> change) {
        var found =
                sql.sql(
                                """
                                select charge_point_key, site_id, ledger::text from site_ledger
                                where charge_point_key = ? for update
                                """)
                        .param(ChargePointKey.of(chargePointId))
                        .query((row, _) ->
                                new Entry(
                                        row.getString(1),
                                        row.getString(2),
                                        SiteJson.read(MemberLedger.class, row.getString(3))))
                        .optional();
        found.ifPresent(entry -> {
            var changed = change.apply(entry.ledger());
            if (!changed.equals(entry.ledger())) {
                write(entry.siteId(), changed);
            }
        });
    }

    /** Takes away the ledgers of those that are in their site no more. */
    List<Entry> removeStrangers() {
        return sql.sql(
                        """
                        delete from site_ledger l
                        where not exists (select from site_member m
                            where m.charge_point_key = l.charge_point_key and m.site_id = l.site_id)
                        returning charge_point_key, site_id, ledger::text
                        """)
                .query((row, _) ->
                        new Entry(
                                row.getString(1),
                                row.getString(2),
                                SiteJson.read(MemberLedger.class, row.getString(3))))
                .list();
    }
}
