package io.mainspring.firmware.campaign;

import io.mainspring.firmware.Cursors;
import io.mainspring.firmware.Secrets;
import io.mainspring.firmware.SqlTime;
import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import io.mainspring.kit.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the views of campaigns. */
@Component
class CampaignViews {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String SELECT =
            """
            select c.campaign_id, c.name, c.version, c.state, c.wave, c.next_wave_at,
                c.plan::text as plan, c.created_by, c.created_at, c.changed_at,
                (select coalesce(jsonb_object_agg(s.state, s.number), '{}')::text
                 from (select t.state, count(*) as number from campaign_target t
                       where t.campaign_id = c.campaign_id group by t.state) s) as counts
            from campaign c
            """;

    private final JdbcClient sql;

    CampaignViews(JdbcClient sql) {
        this.sql = sql;
    }

    /** An attempt that is under way, and what it is to bring. */
    record UnderWay(
            UUID campaignId,
            CampaignState state,
            String chargePointId,
            UUID jobId,
            boolean signed,
            Instant begunAt,
            CampaignPlan plan) {}

    /** A charge point whose last attempt failed. */
    record Failed(UUID campaignId, String chargePointId, UUID jobId) {}

    /** Those that failed since a time, of all campaigns. */
    List<Failed> failedSince(Instant time) {
        return sql.sql(
                        """
                        select campaign_id, charge_point_id, job_id from campaign_target
                        where state = 'Failed' and ended_at > ? and job_id is not null
                        """)
                .param(SqlTime.of(time))
                .query((row, _) ->
                        new Failed(
                                row.getObject("campaign_id", UUID.class),
                                row.getString("charge_point_id"),
                                row.getObject("job_id", UUID.class)))
                .list();
    }

    boolean isRunning(UUID campaignId) {
        return sql.sql("select state = 'Running' from campaign where campaign_id = ?")
                .param(campaignId)
                .query(Boolean.class)
                .single();
    }

    /** Campaigns that may have a next wave. */
    List<UUID> running() {
        return sql.sql("select campaign_id from campaign where state = 'Running'")
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /** All attempts that have not ended, of campaigns in any state, in the order of turns. */
    List<UnderWay> underWay() {
        var plans = new HashMap<String, CampaignPlan>();
        return sql.sql(
                        """
                        select t.campaign_id, c.state, t.charge_point_id, t.job_id, t.signed,
                            t.begun_at, c.plan::text as plan
                        from campaign_target t join campaign c using (campaign_id)
                        where t.state = 'Running' and t.job_id is not null
                        order by t.campaign_id, t.position
                        """)
                .query((row, _) ->
                        new UnderWay(
                                row.getObject("campaign_id", UUID.class),
                                CampaignState.named(row.getString("state")),
                                row.getString("charge_point_id"),
                                row.getObject("job_id", UUID.class),
                                row.getBoolean("signed"),
                                SqlTime.require(row, "begun_at"),
                                plans.computeIfAbsent(
                                        row.getString("plan"),
                                        json -> JSON.readValue(json, CampaignPlan.class))))
                .list();
    }

    /** One campaign with the first of its charge points. */
    Optional<CampaignView> find(UUID campaignId) {
        return sql.sql(SELECT + "where c.campaign_id = ?")
                .param(campaignId)
                .query((row, _) -> view(row))
                .optional()
                .map(campaign ->
                        campaign.with(
                                chargePoints(campaignId, null, null, Cursor.MAX_LIMIT).items()));
    }

    /** Newest first. */
    Page<CampaignView> list(@Nullable Cursor after, int limit) {
        var condition = after == null ? "" : "where (c.created_at, c.campaign_id) < (?, ?) ";
        var statement =
                sql.sql(
                        SELECT
                                + condition
                                + "order by c.created_at desc, c.campaign_id desc limit ?");
        if (after != null) {
            statement = statement.param(Cursors.time(after)).param(Cursors.id(after));
        }
        var rows = statement.param(limit + 1).query((row, _) -> view(row)).list();
        return Page.of(rows, limit, last -> Cursor.of(last.createdAt(), last.campaignId()));
    }

    /**
     * Charge points of a campaign in the order of their turns.
     *
     * @param state only those that stand so; null: all
     */
    Page<CampaignView.ChargePoint> chargePoints(
            UUID campaignId, @Nullable String state, @Nullable Cursor after, int limit) {
        int from = after == null ? -1 : position(after.keys().getFirst());
        var rows =
                sql.sql(
                                """
                                select charge_point_id, state, attempts, signed, job_id, reason,
                                    begun_at, ended_at, position
                                from campaign_target
                                where campaign_id = ? and position > ?
                                    and (?::text is null or state = ?::text)
                                order by position limit ?
                                """)
                        .params(Arrays.asList(campaignId, from, state, state, limit + 1))
                        .query((row, _) ->
                                new CampaignView.ChargePoint(
                                        row.getString("charge_point_id"),
                                        row.getString("state"),
                                        row.getInt("attempts"),
                                        row.getBoolean("signed"),
                                        row.getObject("job_id", UUID.class),
                                        row.getString("reason"),
                                        SqlTime.read(row, "begun_at"),
                                        SqlTime.read(row, "ended_at"),
                                        row.getInt("position")))
                        .list();
        return Page.of(rows, limit, last -> Cursor.of(last.position()));
    }

    private static int position(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw Problem.badRequest("?cursor", "is not a cursor that this list gave out");
        }
    }

    private static CampaignView view(ResultSet row) throws SQLException {
        return new CampaignView(
                row.getObject("campaign_id", UUID.class),
                row.getString("name"),
                row.getString("version"),
                row.getString("state"),
                row.getInt("wave"),
                SqlTime.read(row, "next_wave_at"),
                counts(JSON.readTree(row.getString("counts"))),
                JSON.readTree(Secrets.masked(row.getString("plan"))),
                row.getString("created_by"),
                SqlTime.require(row, "created_at"),
                SqlTime.require(row, "changed_at"),
                null);
    }

    private static Map<String, Integer> counts(JsonNode json) {
        var counts = new TreeMap<String, Integer>();
        json.properties().forEach(state -> counts.put(state.getKey(), state.getValue().asInt()));
        return counts;
    }
}
