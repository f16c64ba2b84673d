package io.mainspring.firmware.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.firmware.SqlTime;
import io.mainspring.firmware.fleet.Fleet;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the statuses that belong to no job. */
@Component
class ObservationViews {

    private final JdbcClient sql;

    ObservationViews(JdbcClient sql) {
        this.sql = sql;
    }

    /** A status that a charge point reported without an order of ours. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Observation(
            String chargePointId,
            JobLine line,
            String status,
            @Nullable Integer requestId,
            Instant at) {}

    /** The newest of a charge point, or of all. */
    List<Observation> newest(@Nullable String chargePointId, int limit) {
        var key = chargePointId == null ? null : Fleet.keyOf(chargePointId);
        return sql.sql(
                        """
                        select charge_point_id, line, status, request_id, at
                        from status_observation
                        where ?::text is null or charge_point_key = ?::text
                        order by at desc, charge_point_key, line, sequence desc limit ?
                        """)
                .param(key)
                .param(key)
                .param(limit)
                .query((row, _) ->
                        new Observation(
                                row.getString("charge_point_id"),
                                JobLine.named(row.getString("line")),
                                row.getString("status"),
                                row.getObject("request_id", Integer.class),
                                SqlTime.require(row, "at")))
                .list();
    }
}
