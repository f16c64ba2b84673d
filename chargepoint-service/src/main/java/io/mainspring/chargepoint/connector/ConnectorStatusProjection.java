package io.mainspring.chargepoint.connector;

import static java.time.ZoneOffset.UTC;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.kit.eventsourcing.Projection;
import io.mainspring.kit.eventsourcing.StoredEvent;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Status as intervals: each change ends the connector's open interval and begins another. Two
 * statements per batch, however many changes it holds.
 */
@Component
class ConnectorStatusProjection implements Projection {

    private final JdbcTemplate sql;

    ConnectorStatusProjection(JdbcTemplate sql) {
        this.sql = sql;
    }

    @Override
    public Set<Class<?>> wants() {
        return Set.of(ConnectorEvent.class);
    }

    @Override
    public String name() {
        return "connector-status";
    }

    @Override
    public List<String> tables() {
        return List.of("connector_status");
    }

    @Override
    public void handle(List<StoredEvent> batch) {
        var first = new ArrayList<Interval>();
        var all = new ArrayList<Interval>();
        var open = new HashMap<String, Interval>();
        for (var stored : batch) {
            if (stored.payload() instanceof ConnectorEvent event) {
                var interval =
                        switch (event) {
                            case ConnectorEvent.StatusChanged e ->
                                    new Interval(stored.sequence(), e);
                        };
                var previous = open.put(stored.aggregateId(), interval);
                if (previous == null) {
                    first.add(interval);
                } else {
                    previous.end = interval.event.from();
                }
                all.add(interval);
            }
        }
        if (!all.isEmpty()) {
            endOpen(first);
            begin(all);
        }
    }

    /** Ends what earlier batches left open. */
    private void endOpen(List<Interval> followers) {
        sql.batchUpdate(
                """
                update connector_status set ended_at = ?
                where charge_point_key = ? and connector_id = ? and sequence = ?
                """,
                followers,
                followers.size(),
                (statement, follower) -> {
                    statement.setObject(1, follower.event.from().atOffset(UTC));
                    statement.setString(2, ChargePointId.keyOf(follower.event.chargePointId()));
                    statement.setInt(3, follower.event.connectorId());
                    statement.setLong(4, follower.sequence - 1);
                });
    }

    private void begin(List<Interval> intervals) {
        sql.batchUpdate(
                """
                insert into connector_status (charge_point_key, connector_id, sequence, started_at,
                    ended_at, status, error_code, info, vendor_error_code, vendor_id, reported_at,
                    received_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict do nothing
                """,
                intervals,
                intervals.size(),
                (statement, interval) -> {
                    var event = interval.event;
                    var report = event.report();
                    statement.setString(1, ChargePointId.keyOf(event.chargePointId()));
                    statement.setInt(2, event.connectorId());
                    statement.setLong(3, interval.sequence);
                    statement.setObject(4, event.from().atOffset(UTC));
                    setInstant(statement, 5, interval.end);
                    statement.setString(6, report.status().wireName());
                    statement.setString(7, report.errorCode().wireName());
                    statement.setString(8, report.info());
                    statement.setString(9, report.vendorErrorCode());
                    statement.setString(10, report.vendorId());
                    setInstant(statement, 11, event.reportedAt());
                    statement.setObject(12, event.receivedAt().atOffset(UTC));
                });
    }

    private static void setInstant(
            java.sql.PreparedStatement statement, int position, @Nullable Instant instant)
            throws java.sql.SQLException {
        if (instant == null) {
            statement.setNull(position, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            statement.setObject(position, instant.atOffset(UTC));
        }
    }

    private static final class Interval {

        final long sequence;
        final ConnectorEvent.StatusChanged event;
        @Nullable Instant end;

        Interval(long sequence, ConnectorEvent.StatusChanged event) {
            this.sequence = sequence;
            this.event = event;
        }
    }
}
