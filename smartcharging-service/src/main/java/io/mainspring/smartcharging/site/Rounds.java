package io.mainspring.smartcharging.site;

import io.mainspring.smartcharging.SqlTime;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code site_round}: when which site is to be looked at, and what the last look found. */
@Component
class Rounds {

    private final JdbcClient sql;

    Rounds(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * What a look found.
     *
     * @param worstCase A per phase that may be drawn
     * @param unsecured how many charge points may draw more than the safe current without being told
     * @param refusing how many refused their last order
     */
    record Findings(BigDecimal worstCase, BigDecimal gridLimit, int unsecured, int refusing) {

        static final Findings NONE = new Findings(BigDecimal.ZERO, BigDecimal.ZERO, 0, 0);

        boolean isAboveLimit() {
            return worstCase.compareTo(gridLimit) > 0;
        }
    }

    /** What is kept from look to look. */
    record Round(@Nullable List<SiteEvent.Share> shares, Findings findings) {}

    /** All findings together. */
    record Totals(int sites, int aboveLimit, int unsecured, int refusing, int leaving) {}

    /** Sites whose time has come, that were changed, or of whose charge points something was heard. */
    List<String> due(Instant now) {
        return sql.sql(
                        """
                        select s.site_id from site s left join site_round r using (site_id)
                        where r.site_id is null or r.due_at <= ?::timestamptz
                            or r.seen_changed_at is distinct from s.changed_at
                        union
                        select c.site_id from site_notice n join site_claim c using (charge_point_key)
                        """)
                .param(SqlTime.text(now))
                .query((row, _) -> row.getString(1))
                .list();
    }

    /** Makes the site this transaction's own; empty if another one has it, which then does all there is to do. */
    Optional<Round> lock(String siteId) {
        sql.sql(
                        """
                        insert into site_round (site_id, due_at) values (?::uuid, '-infinity')
                        on conflict (site_id) do nothing
                        """)
                .param(siteId)
                .update();
        return sql.sql(
                        """
                        select shares::text, worst_case, grid_limit, unsecured, refusing
                        from site_round where site_id = ?::uuid for update skip locked
                        """)
                .param(siteId)
                .query((row, _) -> {
                    var shares = row.getString(1);
                    return new Round(
                            shares == null ? null : SiteJson.shares(shares),
                            new Findings(
                                    row.getBigDecimal(2),
                                    row.getBigDecimal(3),
                                    row.getInt(4),
                                    row.getInt(5)));
                })
                .optional();
    }

    void finish(SiteView site, Round round, Instant dueAt) {
        var shares = round.shares();
        var findings = round.findings();
        sql.sql(
                        """
                        update site_round set due_at = ?::timestamptz,
                            seen_changed_at = ?::timestamptz, shares = ?::jsonb, worst_case = ?,
                            grid_limit = ?, unsecured = ?, refusing = ?
                        where site_id = ?::uuid
                        """)
                .param(SqlTime.text(dueAt))
                .param(SqlTime.text(site.changedAt()))
                .param(shares == null ? null : SiteJson.write(shares))
                .param(findings.worstCase())
                .param(findings.gridLimit())
                .param(findings.unsecured())
                .param(findings.refusing())
                .param(site.siteId())
                .update();
    }

    void end(String siteId) {
        sql.sql("delete from site_round where site_id = ?::uuid").param(siteId).update();
    }

    /** Sites that are no more. */
    List<String> ended() {
        return sql.sql(
                        """
                        select site_id from site_round r
                        where not exists (select from site s where s.site_id = r.site_id)
                        """)
                .query((row, _) -> row.getString(1))
                .list();
    }

    Totals totals() {
        return sql.sql(
                        """
                        select count(*), count(*) filter (where worst_case > grid_limit),
                            coalesce(sum(unsecured), 0), coalesce(sum(refusing), 0),
                            (select count(*) from site_ledger where leaving)
                        from site_round
                        """)
                .query((row, _) ->
                        new Totals(
                                row.getInt(1),
                                row.getInt(2),
                                row.getInt(3),
                                row.getInt(4),
                                row.getInt(5)))
                .single();
    }
}
