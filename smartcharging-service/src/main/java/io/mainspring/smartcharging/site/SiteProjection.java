package io.mainspring.smartcharging.site;

import io.mainspring.kit.eventsourcing.Projection;
import io.mainspring.kit.eventsourcing.StoredEvent;
import io.mainspring.smartcharging.ChargePointKey;
import io.mainspring.smartcharging.SqlTime;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The sites, as rows. */
@Component
class SiteProjection implements Projection {

    private final JdbcClient sql;

    SiteProjection(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "sites";
    }

    @Override
    public List<String> tables() {
        return List.of("site_member", "site");
    }

    @Override
    public void handle(List<StoredEvent> batch) {
        for (var stored : batch) {
            if (stored.payload() instanceof SiteEvent event) {
                apply(event, stored.at());
            }
        }
    }

    private void apply(SiteEvent event, Instant at) {
        switch (event) {
            case SiteEvent.Created e -> {
                create(e, at);
                join(e.siteId(), e.members());
            }
            case SiteEvent.Changed e ->
                    sql.sql(
                                    """
                                    update site set name = ?, settings = ?::jsonb,
                                        changed_at = ?::timestamptz
                                    where site_id = ?::uuid
                                    """)
                            .params(
                                    e.name(),
                                    SiteJson.write(e.settings()),
                                    SqlTime.text(at),
                                    e.siteId())
                            .update();
            case SiteEvent.LimitChanged e -> change("grid_limit", e.siteId(), e.limit(), at);
            case SiteEvent.MembersChanged e -> {
                change("members", e.siteId(), e.members(), at);
                leave(e.siteId());
                join(e.siteId(), e.members());
            }
            case SiteEvent.AllocationChanged _ -> {
                // the ledgers say more, and sooner
            }
            case SiteEvent.Deleted e -> {
                leave(e.siteId());
                sql.sql("delete from site where site_id = ?::uuid").param(e.siteId()).update();
            }
        }
    }

    private void create(SiteEvent.Created e, Instant at) {
        sql.sql(
                        """
                        insert into site (site_id, name, grid_limit, settings, members, created_at,
                            changed_at)
                        values (?::uuid, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?::timestamptz,
                            ?::timestamptz)
                        """)
                .param(e.siteId())
                .param(e.name())
                .param(SiteJson.write(e.limit()))
                .param(SiteJson.write(e.settings()))
                .param(SiteJson.write(e.members()))
                .param(SqlTime.text(at))
                .param(SqlTime.text(at))
                .update();
    }

    /** @param column one of ours */
    private void change(String column, String siteId, Object value, Instant at) {
        sql.sql(
                        """
                        update site set %s = ?::jsonb, changed_at = ?::timestamptz
                        where site_id = ?::uuid
                        """
                                .formatted(column))
                .params(SiteJson.write(value), SqlTime.text(at), siteId)
                .update();
    }

    private void join(String siteId, List<Member> members) {
        for (var member : members) {
            sql.sql(
                            """
                            insert into site_member (charge_point_key, site_id) values (?, ?::uuid)
                            on conflict (charge_point_key) do update
                            set site_id = excluded.site_id
                            """)
                    .params(ChargePointKey.of(member.chargePointId()), siteId)
                    .update();
        }
    }

    private void leave(String siteId) {
        sql.sql("delete from site_member where site_id = ?::uuid").param(siteId).update();
    }
}
