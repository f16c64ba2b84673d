package io.mainspring.chargepoint.connector;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.chargepoint.configuration.Configurations;
import io.mainspring.chargepoint.registration.AvailabilityWish;
import io.mainspring.chargepoint.registration.ChargePoints;
import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import io.mainspring.ocpp.v16.type.ChargePointErrorCode;
import io.mainspring.ocpp.v16.type.ChargePointStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The connectors as they are now, and what they were. */
@Component
class Connectors {

    /** More than this many connectors is a mistake in a configuration value, not a charge point. */
    private static final int MOST_CONNECTORS = 200;

    private final JdbcClient sql;
    private final ChargePoints chargePoints;
    private final Configurations configurations;

    Connectors(JdbcClient sql, ChargePoints chargePoints, Configurations configurations) {
        this.sql = sql;
        this.chargePoints = chargePoints;
        this.configurations = configurations;
    }

    /**
     * A connector, known because it reported, because NumberOfConnectors counts it, or because an
     * operator has a wish for it.
     *
     * @param status null: it never reported
     * @param availability null: no wish
     */
    record ConnectorView(
            int connectorId,
            @Nullable String status,
            @Nullable String errorCode,
            @Nullable String info,
            @Nullable String vendorErrorCode,
            @Nullable String vendorId,
            @Nullable Instant since,
            @Nullable Instant lastReportedAt,
            @Nullable WishView availability) {

        static ConnectorView silent(int connectorId) {
            return new ConnectorView(connectorId, null, null, null, null, null, null, null, null);
        }

        ConnectorView wished(@Nullable WishView wish) {
            return new ConnectorView(
                    connectorId,
                    status,
                    errorCode,
                    info,
                    vendorErrorCode,
                    vendorId,
                    since,
                    lastReportedAt,
                    wish);
        }
    }

    /**
     * What the charge point took over.
     *
     * @param connectorId 0: the wish is for the whole charge point
     * @param scheduled true: after the transaction that was running
     */
    record WishView(
            int connectorId, String type, boolean scheduled, Instant wishedAt, String requestedBy) {

        static WishView of(int connectorId, AvailabilityWish wish) {
            return new WishView(
                    connectorId,
                    wish.availability().wireName(),
                    wish.scheduled(),
                    wish.at(),
                    wish.by());
        }
    }

    /**
     * A status from when until when.
     *
     * @param to null: it is so now
     * @param reportedAt the charge point's own timestamp, however odd
     */
    record IntervalView(
            int connectorId,
            long sequence,
            Instant from,
            @Nullable Instant to,
            String status,
            String errorCode,
            @Nullable String info,
            @Nullable String vendorErrorCode,
            @Nullable String vendorId,
            @Nullable Instant reportedAt,
            Instant receivedAt) {}

    /** By number; 0, the charge point itself, first. */
    List<ConnectorView> of(String chargePointId) {
        var views = new TreeMap<Integer, ConnectorView>();
        reported(chargePointId).forEach(view -> views.put(view.connectorId(), view));
        int counted = configurations.number(chargePointId, "NumberOfConnectors").orElse(0);
        for (int number = 1; number <= Math.min(counted, MOST_CONNECTORS); number++) {
            views.computeIfAbsent(number, ConnectorView::silent);
        }
        var wishes = chargePoints.wishes(chargePointId);
        wishes.keySet().forEach(number -> views.computeIfAbsent(number, ConnectorView::silent));
        return views.values().stream()
                .map(view -> view.wished(wish(view.connectorId(), wishes)))
                .toList();
    }

    /** A connector's own wish is younger than the one for all: that one had ended it. */
    private static @Nullable WishView wish(int connectorId, Map<Integer, AvailabilityWish> wishes) {
        var own = wishes.get(connectorId);
        if (own != null) {
            return WishView.of(connectorId, own);
        }
        var whole = wishes.get(0);
        return whole == null ? null : WishView.of(0, whole);
    }

    private List<ConnectorView> reported(String chargePointId) {
        return sql.sql(
                        """
                        select connector_id, status, error_code, info, vendor_error_code,
                               vendor_id, since, last_reported_at
                        from connector where charge_point_key = ? order by connector_id
                        """)
                .param(ChargePointId.keyOf(chargePointId))
                .query((row, _) ->
                        new ConnectorView(
                                row.getInt(1),
                                ChargePointStatus.valueOf(row.getString(2)).wireName(),
                                ChargePointErrorCode.valueOf(row.getString(3)).wireName(),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                row.getObject(7, OffsetDateTime.class).toInstant(),
                                row.getObject(8, OffsetDateTime.class).toInstant(),
                                null))
                .list();
    }

    /**
     * Intervals that touch a period, newest first.
     *
     * @param connectorId null: of all connectors
     */
    Page<IntervalView> intervals(
            String chargePointId,
            @Nullable Integer connectorId,
            @Nullable Instant from,
            @Nullable Instant to,
            int limit,
            @Nullable Cursor cursor) {
        var rows =
                sql.sql(
                                """
                                select connector_id, sequence, started_at, ended_at, status,
                                       error_code, info, vendor_error_code, vendor_id,
                                       reported_at, received_at
                                from connector_status
                                where charge_point_key = :key
                                  and (:connector::int is null or connector_id = :connector::int)
                                  and (:from::timestamptz is null or ended_at is null
                                       or ended_at > :from::timestamptz)
                                  and (:to::timestamptz is null or started_at < :to::timestamptz)
                                  and (:at::timestamptz is null
                                       or (started_at, connector_id, sequence)
                                          < (:at::timestamptz, :before::int, :sequence::bigint))
                                order by started_at desc, connector_id desc, sequence desc
                                limit :rows
                                """)
                        .param("key", ChargePointId.keyOf(chargePointId))
                        .param("connector", connectorId)
                        .param("from", from == null ? null : from.atOffset(ZoneOffset.UTC))
                        .param("to", to == null ? null : to.atOffset(ZoneOffset.UTC))
                        .param("at", cursor == null ? null : cursor.keys().get(0))
                        .param("before", cursor == null ? null : cursor.keys().get(1))
                        .param("sequence", cursor == null ? null : cursor.keys().get(2))
                        .param("rows", limit + 1)
                        .query((row, _) -> interval(row))
                        .list();
        return Page.of(
                rows, limit, last -> Cursor.of(last.from(), last.connectorId(), last.sequence()));
    }

    private static IntervalView interval(ResultSet row) throws SQLException {
        return new IntervalView(
                row.getInt(1),
                row.getLong(2),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                instant(row, 4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                instant(row, 10),
                row.getObject(11, OffsetDateTime.class).toInstant());
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
