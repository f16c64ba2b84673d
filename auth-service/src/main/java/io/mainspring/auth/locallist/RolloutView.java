package io.mainspring.auth.locallist;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a roll-out has come. {@code total} is the sum of the other counts.
 *
 * @param until absent charge points are waited for until then
 * @param endedAt absent while it goes on
 * @param waiting connected, and not yet their turn
 * @param offline absent, and waited for
 * @param failed with those that did not come in time
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RolloutView(
        UUID rolloutId,
        String requestedBy,
        Instant requestedAt,
        Instant until,
        @Nullable Instant endedAt,
        int total,
        int done,
        int running,
        int waiting,
        int offline,
        int failed,
        int notSupported) {

    static final String SELECT =
            """
            select r.*, c.* from local_list_rollout r, lateral (
                select count(*) as total,
                    count(*) filter (where state = 'Done') as done,
                    count(*) filter (where state = 'Running') as running,
                    count(*) filter (where state = 'Waiting' and p.connected) as waiting,
                    count(*) filter (where state = 'Waiting'
                        and not coalesce(p.connected, false)) as offline,
                    count(*) filter (where state = 'Failed') as failed,
                    count(*) filter (where state = 'NotSupported') as not_supported
                from local_list_rollout_item i
                left join local_list_presence p using (charge_point_key)
                where i.rollout_id = r.id) c
            """;

    static RolloutView of(ResultSet row) throws SQLException {
        var endedAt = row.getObject("ended_at", OffsetDateTime.class);
        return new RolloutView(
                row.getObject("id", UUID.class),
                row.getString("requested_by"),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                row.getObject("until", OffsetDateTime.class).toInstant(),
                endedAt == null ? null : endedAt.toInstant(),
                row.getInt("total"),
                row.getInt("done"),
                row.getInt("running"),
                row.getInt("waiting"),
                row.getInt("offline"),
                row.getInt("failed"),
                row.getInt("not_supported"));
    }

    /**
     * One charge point of a roll-out.
     *
     * @param state Waiting, Offline (and waited for), Running, Done, Failed or NotSupported
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            String chargePointId,
            String state,
            @Nullable UUID synchronizationId,
            @Nullable String reason,
            Instant changedAt) {}
}
