package io.mainspring.firmware.job;

import io.mainspring.firmware.SqlTime;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells who ordered jobs how they stand. */
@Component
public class JobResults {

    private final JdbcClient sql;

    JobResults(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * How a job stands.
     *
     * @param result null while it is open
     * @param reason by what it ended
     * @param wantsSigned the charge point refused it because it is not signed
     * @param isAnswered its command has ended, one way or the other
     * @param heardAt when the charge point last reported of it
     */
    public record Standing(
            @Nullable JobResult result,
            @Nullable String reason,
            boolean wantsSigned,
            boolean isAnswered,
            @Nullable Instant heardAt,
            Instant deadline) {}

    /** The jobs of these ids that were written down; a moment after it happened. */
    public Map<UUID, Standing> of(Collection<UUID> jobIds) {
        var standings = new HashMap<UUID, Standing>();
        sql.sql(
                        """
                        select job_id, type, result, reason, answer, command_status, status_at,
                            deadline
                        from job
                        where job_id = any(?::uuid[])
                        """)
                .param(jobIds.stream().map(UUID::toString).toArray(String[]::new))
                .query(row -> {
                    var result = row.getString("result");
                    standings.put(
                            row.getObject("job_id", UUID.class),
                            new Standing(
                                    result == null ? null : JobResult.named(result),
                                    row.getString("reason"),
                                    "Update".equals(row.getString("type"))
                                            && "Refused".equals(result)
                                            && "NotSupported".equals(row.getString("answer")),
                                    row.getString("command_status") != null,
                                    SqlTime.read(row, "status_at"),
                                    SqlTime.require(row, "deadline")));
                });
        return standings;
    }
}
