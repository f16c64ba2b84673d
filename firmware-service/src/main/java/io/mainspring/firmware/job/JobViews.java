package io.mainspring.firmware.job;

import io.mainspring.firmware.Cursors;
import io.mainspring.firmware.Secrets;
import io.mainspring.firmware.SqlTime;
import io.mainspring.firmware.fleet.Fleet;
import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the views of jobs. */
@Component
class JobViews {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String SELECT =
            """
            select job_id, type, charge_point_id, status, status_at, command_id, command_status,
                answer, request_id, request::text, image, version, booted_version, campaign_id,
                warnings::text, requested_by, ordered_at, deadline, ended_at, result, reason,
                file_id, file_name, file_size
            from job
            """;

    private final JdbcClient sql;

    JobViews(JdbcClient sql) {
        this.sql = sql;
    }

    /** Where a job belongs. */
    record Located(UUID jobId, String chargePointId, JobLine line) {}

    /**
     * Which jobs a list shows; null is no condition.
     *
     * @param state Open, or a result
     */
    record Filter(
            JobLine line,
            @Nullable String chargePointId,
            @Nullable String state,
            @Nullable UUID commandId,
            @Nullable UUID campaignId) {}

    /** Open jobs whose deadline has passed, the longest overdue first. */
    List<Located> due(Instant now, int limit) {
        return sql.sql(
                        """
                        select job_id, charge_point_id, line from job
                        where result is null and deadline <= ? order by deadline limit ?
                        """)
                .params(SqlTime.of(now), limit)
                .query((row, _) -> located(row))
                .list();
    }

    /** What a job was ordered with; {@code request} is the OCPP payload. */
    record Order(JobType type, JsonNode request, @Nullable String image, @Nullable String version) {

        boolean isOf(@Nullable String otherImage, @Nullable String otherVersion) {
            return Objects.equals(image, otherImage) && Objects.equals(version, otherVersion);
        }
    }

    Optional<Order> order(UUID jobId) {
        return sql.sql("select type, request::text, image, version from job where job_id = ?")
                .param(jobId)
                .query((row, _) ->
                        new Order(
                                type(row.getString("type")),
                                JSON.readTree(row.getString("request")),
                                row.getString("image"),
                                row.getString("version")))
                .optional();
    }

    /** One job with its history. */
    Optional<JobView> find(JobLine line, UUID jobId) {
        return sql.sql(SELECT + "where job_id = ? and line = ?")
                .params(jobId, line.wireName())
                .query((row, _) -> view(row))
                .optional()
                .map(job -> job.with(history(jobId)));
    }

    /** Newest first. */
    Page<JobView> list(Filter filter, @Nullable Cursor after, int limit) {
        var conditions = new ArrayList<String>(List.of("line = ?"));
        var values = new ArrayList<Object>(List.of(filter.line().wireName()));
        if (filter.chargePointId() != null) {
            conditions.add("charge_point_key = ?");
            values.add(Fleet.keyOf(filter.chargePointId()));
        }
        if (filter.state() != null) {
            if (filter.state().equals("Open")) {
                conditions.add("result is null");
            } else {
                conditions.add("result = ?");
                values.add(filter.state());
            }
        }
        if (filter.commandId() != null) {
            conditions.add("command_id = ?");
            values.add(filter.commandId());
        }
        if (filter.campaignId() != null) {
            conditions.add("campaign_id = ?");
            values.add(filter.campaignId());
        }
        if (after != null) {
            conditions.add("(ordered_at, job_id) < (?::timestamptz, ?::uuid)");
            values.add(Cursors.time(after));
            values.add(Cursors.id(after));
        }
        values.add(limit + 1);
        var rows =
                sql.sql(
                                SELECT
                                        + "where "
                                        + String.join(" and ", conditions)
                                        + " order by ordered_at desc, job_id desc limit ?")
                        .params(values)
                        .query((row, _) -> view(row))
                        .list();
        return Page.of(rows, limit, last -> Cursor.of(last.orderedAt(), last.jobId()));
    }

    private List<JobView.Step> history(UUID jobId) {
        return sql.sql(
                        """
                        select at, what, status, detail from job_history
                        where job_id = ? order by sequence
                        """)
                .param(jobId)
                .query((row, _) ->
                        new JobView.Step(
                                SqlTime.require(row, "at"),
                                row.getString("what"),
                                row.getString("status"),
                                row.getString("detail")))
                .list();
    }

    private static Located located(ResultSet row) throws SQLException {
        return new Located(
                row.getObject("job_id", UUID.class),
                row.getString("charge_point_id"),
                JobLine.named(row.getString("line")));
    }

    private static JobView view(ResultSet row) throws SQLException {
        var type = type(row.getString("type"));
        var result = row.getString("result");
        var answer = row.getString("answer");
        return new JobView(
                row.getObject("job_id", UUID.class),
                type,
                row.getString("charge_point_id"),
                state(result, row.getString("status"), row.getString("command_status")),
                row.getString("status"),
                SqlTime.read(row, "status_at"),
                row.getObject("command_id", UUID.class),
                row.getString("command_status"),
                answer,
                row.getObject("request_id", Integer.class),
                JSON.readTree(Secrets.masked(row.getString("request"))),
                row.getString("image"),
                row.getString("version"),
                row.getString("booted_version"),
                row.getObject("campaign_id", UUID.class),
                warnings(row.getString("warnings")),
                row.getString("requested_by"),
                SqlTime.require(row, "ordered_at"),
                SqlTime.require(row, "deadline"),
                SqlTime.read(row, "ended_at"),
                row.getString("reason"),
                hint(type, result, answer),
                file(row),
                null);
    }

    private static String state(
            @Nullable String result, @Nullable String status, @Nullable String commandStatus) {
        if (result != null) {
            return result;
        }
        if (status != null && !status.equals("Idle")) {
            return "Running";
        }
        return "Answered".equals(commandStatus) ? "Accepted" : "Ordered";
    }

    /** A charge point with the whitepaper must refuse unsigned firmware (L01.FR.20). */
    private static @Nullable String hint(
            JobType type, @Nullable String result, @Nullable String answer) {
        boolean insistsOnSigned =
                type == JobType.UPDATE
                        && JobResult.REFUSED.wireName().equals(result)
                        && "NotSupported".equals(answer);
        return insistsOnSigned
                ? "the charge point takes signed firmware only: use signed-update"
                : null;
    }

    private static JobView.@Nullable File file(ResultSet row) throws SQLException {
        var name = row.getString("file_name");
        return name == null
                ? null
                : new JobView.File(
                        row.getString("file_id"), name, row.getObject("file_size", Long.class));
    }

    private static List<String> warnings(String json) {
        var warnings = new ArrayList<String>();
        JSON.readTree(json).forEach(warning -> warnings.add(warning.asString()));
        return warnings;
    }

    private static JobType type(String wireName) {
        for (var type : JobType.values()) {
            if (type.wireName().equals(wireName)) {
                return type;
            }
        }
        throw new IllegalArgumentException("no type of job " + wireName);
    }
}
