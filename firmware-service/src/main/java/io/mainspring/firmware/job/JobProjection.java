package io.mainspring.firmware.job;

import io.mainspring.firmware.SqlTime;
import io.mainspring.firmware.fleet.Fleet;
import io.mainspring.kit.eventsourcing.Projection;
import io.mainspring.kit.eventsourcing.StoredEvent;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keeps {@code job}, {@code job_history} and {@code status_observation}. */
@Component
class JobProjection implements Projection {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** PostgreSQL's calendar ends, Java's hardly does: an event that is stored must be shown. */
    private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

    private final JdbcClient sql;

    JobProjection(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "job";
    }

    @Override
    public Set<Class<?>> wants() {
        return Set.of(JobEvent.class);
    }

    @Override
    public List<String> tables() {
        return List.of("job_history", "job", "status_observation");
    }

    @Override
    public void handle(List<StoredEvent> batch) {
        for (var stored : batch) {
            if (stored.payload() instanceof JobEvent event) {
                apply(event, stored.sequence());
            }
        }
    }

    private void apply(JobEvent event, long sequence) {
        switch (event) {
            case JobEvent.Ordered e -> {
                if (insert(e)) {
                    history(e.jobId(), sequence, e.orderedAt(), "Ordered", null, e.requestedBy());
                }
            }
            case JobEvent.Answered e -> {
                sql.sql(
                                """
                                update job set command_status = ?, answer = ?,
                                    file_name = coalesce(file_name, ?)
                                where job_id = ?
                                """)
                        .param(e.commandStatus())
                        .param(e.answer())
                        .param(e.fileName())
                        .param(e.jobId())
                        .update();
                history(e.jobId(), sequence, e.at(), "Answered", e.commandStatus(), e.answer());
            }
            case JobEvent.Reported e -> {
                // Idle is an answer to a question, never the state of a job that has ended.
                sql.sql(
                                """
                                update job set status = ?, status_at = ?
                                where job_id = ? and (? <> 'Idle' or result is null)
                                """)
                        .param(e.status())
                        .param(SqlTime.of(e.at()))
                        .param(e.jobId())
                        .param(e.status())
                        .update();
                history(e.jobId(), sequence, e.at(), "Reported", e.status(), null);
            }
            case JobEvent.Observed e -> observation(e, sequence);
            case JobEvent.Booted e -> {
                sql.sql("update job set booted_version = ? where job_id = ?")
                        .param(e.firmwareVersion())
                        .param(e.jobId())
                        .update();
                history(e.jobId(), sequence, e.at(), "Booted", null, e.firmwareVersion());
            }
            case JobEvent.FileArrived e -> {
                sql.sql(
                                """
                                update job set file_id = ?, file_name = ?, file_size = ?
                                where job_id = ?
                                """)
                        .param(e.fileId())
                        .param(e.name())
                        .param(e.size())
                        .param(e.jobId())
                        .update();
                history(e.jobId(), sequence, e.at(), "FileArrived", null, e.name());
            }
            case JobEvent.Ended e -> {
                sql.sql(
                                """
                                update job set result = ?, reason = ?, ended_at = ?
                                where job_id = ?
                                """)
                        .param(e.result().wireName())
                        .param(e.reason())
                        .param(SqlTime.of(e.at()))
                        .param(e.jobId())
                        .update();
                history(e.jobId(), sequence, e.at(), "Ended", e.result().wireName(), e.reason());
            }
        }
    }

    /** Whether it was new: an order that the aggregate had forgotten may be written down again. */
    private boolean insert(JobEvent.Ordered e) {
        return sql.sql(
                                """
                                insert into job (job_id, charge_point_key, charge_point_id, line, type,
                                    command_id, request_id, request, image, version, campaign_id, warnings,
                                    requested_by, ordered_at, deadline)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                                on conflict (job_id) do nothing
                                """)
                        .param(e.jobId())
                        .param(Fleet.keyOf(e.chargePointId()))
                        .param(e.chargePointId())
                        .param(e.line().wireName())
                        .param(e.type().wireName())
                        .param(e.commandId())
                        .param(e.requestId())
                        .param(e.request().toString())
                        .param(e.image())
                        .param(e.version())
                        .param(e.campaignId())
                        .param(JSON.writeValueAsString(e.warnings()))
                        .param(e.requestedBy())
                        .param(SqlTime.of(e.orderedAt()))
                        .param(SqlTime.of(e.deadline().isBefore(NEVER) ? e.deadline() : NEVER))
                        .update()
                > 0;
    }

    private void observation(JobEvent.Observed e, long sequence) {
        sql.sql(
                        """
                        insert into status_observation (charge_point_key, line, sequence,
                            charge_point_id, status, request_id, at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(Fleet.keyOf(e.chargePointId()))
                .param(e.line().wireName())
                .param(sequence)
                .param(e.chargePointId())
                .param(e.status())
                .param(e.requestId())
                .param(SqlTime.of(e.at()))
                .update();
    }

    private void history(
            UUID jobId,
            long sequence,
            Instant at,
            String what,
            @Nullable String status,
            @Nullable String detail) {
        sql.sql(
                        """
                        insert into job_history (job_id, sequence, at, what, status, detail)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .param(jobId)
                .param(sequence)
                .param(SqlTime.of(at))
                .param(what)
                .param(status)
                .param(detail)
                .update();
    }
}
