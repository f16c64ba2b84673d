package io.mainspring.firmware.campaign;

import io.mainspring.firmware.SqlTime;
import io.mainspring.kit.eventsourcing.Projection;
import io.mainspring.kit.eventsourcing.StoredEvent;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keeps {@code campaign} and {@code campaign_target}. */
@Component
class CampaignProjection implements Projection {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient sql;

    CampaignProjection(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "campaign";
    }

    @Override
    public Set<Class<?>> wants() {
        return Set.of(CampaignEvent.class);
    }

    @Override
    public List<String> tables() {
        return List.of("campaign_target", "campaign");
    }

    @Override
    public void handle(List<StoredEvent> batch) {
        for (var stored : batch) {
            if (stored.payload() instanceof CampaignEvent event) {
                apply(event);
            }
        }
    }

    private void apply(CampaignEvent event) {
        switch (event) {
            case CampaignEvent.Planned e -> plan(e);
            case CampaignEvent.WaveStarted e -> {
                sql.sql(
                                """
                                update campaign set wave = ?, next_wave_at = null, changed_at = ?
                                where campaign_id = ?
                                """)
                        .params(e.wave(), SqlTime.of(e.at()), e.campaignId())
                        .update();
                e.attempts().forEach(attempt -> begin(e.campaignId(), attempt, e.at()));
            }
            case CampaignEvent.SignedInstead e -> begin(e.campaignId(), e.attempt(), e.at());
            case CampaignEvent.AttemptWithdrawn e -> withdraw(e);
            case CampaignEvent.TargetEnded e -> end(e);
            case CampaignEvent.WaveEnded e ->
                    sql.sql(
                                    """
                                    update campaign set next_wave_at = ?, changed_at = ?
                                    where campaign_id = ?
                                    """)
                            .params(SqlTime.of(e.nextAt()), SqlTime.of(e.at()), e.campaignId())
                            .update();
            case CampaignEvent.Stopped e -> state(e.campaignId(), CampaignState.STOPPED, e.at());
            case CampaignEvent.Paused e -> state(e.campaignId(), CampaignState.PAUSED, e.at());
            case CampaignEvent.Resumed e -> state(e.campaignId(), CampaignState.RUNNING, e.at());
            case CampaignEvent.Retried e -> {
                state(e.campaignId(), CampaignState.RUNNING, e.at());
                sql.sql(
                                """
                                update campaign_target
                                set state = 'Waiting', job_id = null, signed = false,
                                    reason = null, begun_at = null, ended_at = null
                                where campaign_id = ? and charge_point_id = any(?::text[])
                                """)
                        .params(e.campaignId(), e.chargePointIds().toArray(String[]::new))
                        .update();
            }
            case CampaignEvent.Cancelled e -> {
                state(e.campaignId(), CampaignState.CANCELLED, e.at());
                sql.sql(
                                """
                                update campaign_target set state = 'Cancelled', ended_at = ?
                                where campaign_id = ? and state = 'Waiting'
                                """)
                        .params(SqlTime.of(e.at()), e.campaignId())
                        .update();
            }
            case CampaignEvent.Finished e -> state(e.campaignId(), CampaignState.FINISHED, e.at());
        }
    }

    private void plan(CampaignEvent.Planned e) {
        var plan = e.plan();
        sql.sql(
                        """
                        insert into campaign (campaign_id, name, version, image, location, plan,
                            state, wave, created_by, created_at, changed_at)
                        values (?, ?, ?, ?, ?, ?, 'Running', 0, ?, ?, ?)
                        """)
                .param(e.campaignId())
                .param(plan.name())
                .param(plan.version())
                .param(plan.image())
                .param(plan.location())
                .param(JSON.writeValueAsString(plan))
                .param(e.by())
                .param(SqlTime.of(e.at()))
                .param(SqlTime.of(e.at()))
                .update();
        targets(e, e.targets(), TargetState.WAITING, 0);
        targets(e, e.skipped(), TargetState.SKIPPED, e.targets().size());
    }

    private void targets(
            CampaignEvent.Planned e, List<String> ids, TargetState state, int firstPosition) {
        sql.sql(
                        """
                        insert into campaign_target (campaign_id, position, charge_point_id, state,
                            attempts, signed)
                        select ?, t.position, t.id, ?, 0, false
                        from unnest(?::int[], ?::text[]) as t (position, id)
                        """)
                .params(
                        e.campaignId(),
                        state.wireName(),
                        IntStream.range(0, ids.size())
                                .mapToObj(i -> firstPosition + i)
                                .toArray(Integer[]::new),
                        ids.toArray(String[]::new))
                .update();
    }

    private void begin(UUID campaignId, CampaignEvent.Attempt attempt, Instant at) {
        sql.sql(
                        """
                        update campaign_target
                        set state = 'Running', attempts = attempts + 1, signed = ?, job_id = ?,
                            begun_at = ?
                        where campaign_id = ? and charge_point_id = ?
                        """)
                .params(
                        attempt.signed(),
                        attempt.jobId(),
                        SqlTime.of(at),
                        campaignId,
                        attempt.chargePointId())
                .update();
    }

    private void withdraw(CampaignEvent.AttemptWithdrawn e) {
        boolean isOver = e.state() == TargetState.CANCELLED;
        sql.sql(
                        """
                        update campaign_target
                        set state = ?, job_id = null, signed = false, begun_at = null, ended_at = ?
                        where campaign_id = ? and charge_point_id = ?
                        """)
                .param(e.state().wireName())
                .param(isOver ? SqlTime.of(e.at()) : null)
                .param(e.campaignId())
                .param(e.chargePointId())
                .update();
    }

    private void end(CampaignEvent.TargetEnded e) {
        sql.sql(
                        """
                        update campaign_target set state = ?, reason = ?, ended_at = ?
                        where campaign_id = ? and charge_point_id = ?
                        """)
                .param(e.state().wireName())
                .param(e.reason())
                .param(SqlTime.of(e.at()))
                .param(e.campaignId())
                .param(e.chargePointId())
                .update();
    }

    private void state(UUID campaignId, CampaignState state, Instant at) {
        sql.sql("update campaign set state = ?, changed_at = ? where campaign_id = ?")
                .params(state.wireName(), SqlTime.of(at), campaignId)
                .update();
    }
}
