package io.mainspring.chargepoint.connector;

import static java.time.ZoneOffset.UTC;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.chargepoint.facts.FactStream;
import io.mainspring.kit.requests.IncomingRequest;
import io.mainspring.ocpp.v16.action.StatusNotification;
import io.mainspring.ocpp.v16.type.ChargePointErrorCode;
import io.mainspring.ocpp.v16.type.ChargePointStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Takes the StatusNotifications of a poll: one read, one write, and one stored event for each
 * report that says something new.
 */
@Component
public class StatusIntake {

    private static final String STREAM_TYPE = "Connector";

    private final JdbcClient sql;
    private final JdbcTemplate batches;
    private final FactStream facts;

    StatusIntake(JdbcClient sql, JdbcTemplate batches, FactStream facts) {
        this.sql = sql;
        this.batches = batches;
        this.facts = facts;
    }

    private record Connector(String chargePointKey, int connectorId)
            implements Comparable<Connector> {

        static Connector of(String chargePointId, int connectorId) {
            return new Connector(ChargePointId.keyOf(chargePointId), connectorId);
        }

        String stream() {
            return chargePointKey + ":" + connectorId;
        }

        @Override
        public int compareTo(Connector other) {
            int byChargePoint = chargePointKey.compareTo(other.chargePointKey);
            return byChargePoint != 0
                    ? byChargePoint
                    : Integer.compare(connectorId, other.connectorId);
        }
    }

    private record Present(
            String chargePointId,
            long sequence,
            Instant since,
            StatusReport report,
            Instant lastReportedAt) {}

    /**
     * Within the transaction of the poll; each record must come exactly once.
     *
     * @param notifications StatusNotification requests in their order of arrival
     */
    public void take(List<IncomingRequest> notifications) {
        if (notifications.isEmpty()) {
            return;
        }
        var before = present(notifications);
        var after = new LinkedHashMap<Connector, Present>();
        var changes = new ArrayList<FactStream.Fact>();
        for (var notification : notifications) {
            var request = (StatusNotification.Request) notification.message();
            var connector = Connector.of(notification.chargePointId(), request.connectorId());
            var known = after.getOrDefault(connector, before.get(connector));
            after.put(connector, next(connector, known, request, notification, changes));
        }
        write(after);
        facts.append(STREAM_TYPE, changes);
    }

    private static Present next(
            Connector connector,
            @Nullable Present known,
            StatusNotification.Request request,
            IncomingRequest notification,
            List<FactStream.Fact> changes) {
        var received = notification.envelope().receivedAt();
        var report = StatusReport.of(request);
        if (known != null && known.report().equals(report)) {
            return new Present(
                    known.chargePointId(), known.sequence(), known.since(), report, received);
        }
        var since =
                StatusTime.since(
                        request.timestamp(), received, known == null ? null : known.since());
        long sequence = known == null ? 0 : known.sequence() + 1;
        changes.add(
                new FactStream.Fact(
                        connector.stream(),
                        sequence,
                        new ConnectorEvent.StatusChanged(
                                notification.chargePointId(),
                                connector.connectorId(),
                                since,
                                report,
                                request.timestamp(),
                                received)));
        return new Present(notification.chargePointId(), sequence, since, report, received);
    }

    private Map<Connector, Present> present(List<IncomingRequest> notifications) {
        var connectors = new TreeSet<Connector>();
        for (var notification : notifications) {
            connectors.add(
                    Connector.of(
                            notification.chargePointId(),
                            ((StatusNotification.Request) notification.message()).connectorId()));
        }
        var present = new HashMap<Connector, Present>();
        sql.sql(
                        """
                        select charge_point_key, connector_id, charge_point_id, sequence, since,
                               status, error_code, info, vendor_error_code, vendor_id,
                               last_reported_at
                        from connector
                        where (charge_point_key, connector_id)
                              in (select * from unnest(?::text[], ?::int[]))
                        """)
                .params(
                        connectors.stream().map(Connector::chargePointKey).toArray(String[]::new),
                        connectors.stream().map(Connector::connectorId).toArray(Integer[]::new))
                .query(row -> {
                    present.put(new Connector(row.getString(1), row.getInt(2)), read(row));
                });
        return present;
    }

    private static Present read(ResultSet row) throws SQLException {
        return new Present(
                row.getString(3),
                row.getLong(4),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                new StatusReport(
                        ChargePointStatus.valueOf(row.getString(6)),
                        ChargePointErrorCode.valueOf(row.getString(7)),
                        row.getString(8),
                        row.getString(9),
                        row.getString(10)),
                row.getObject(11, OffsetDateTime.class).toInstant());
    }

    private void write(Map<Connector, Present> connectors) {
        batches.batchUpdate(
                """
                insert into connector (charge_point_key, connector_id, charge_point_id, sequence,
                    since, status, error_code, info, vendor_error_code, vendor_id,
                    last_reported_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (charge_point_key, connector_id) do update
                set charge_point_id = excluded.charge_point_id,
                    sequence = excluded.sequence,
                    since = excluded.since,
                    status = excluded.status,
                    error_code = excluded.error_code,
                    info = excluded.info,
                    vendor_error_code = excluded.vendor_error_code,
                    vendor_id = excluded.vendor_id,
                    last_reported_at = excluded.last_reported_at
                """,
                List.copyOf(connectors.entrySet()),
                connectors.size(),
                (statement, entry) -> {
                    var present = entry.getValue();
                    var report = present.report();
                    statement.setString(1, entry.getKey().chargePointKey());
                    statement.setInt(2, entry.getKey().connectorId());
                    statement.setString(3, present.chargePointId());
                    statement.setLong(4, present.sequence());
                    statement.setObject(5, present.since().atOffset(UTC));
                    statement.setString(6, report.status().name());
                    statement.setString(7, report.errorCode().name());
                    statement.setString(8, report.info());
                    statement.setString(9, report.vendorErrorCode());
                    statement.setString(10, report.vendorId());
                    statement.setObject(11, present.lastReportedAt().atOffset(UTC));
                });
    }
}
