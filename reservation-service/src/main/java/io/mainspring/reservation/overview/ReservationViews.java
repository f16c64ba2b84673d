package io.mainspring.reservation.overview;

import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import io.mainspring.reservation.SqlTime;
import io.mainspring.reservation.lifecycle.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads reservations, newest request first. */
@Component
class ReservationViews {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient sql;

    ReservationViews(JdbcClient sql) {
        this.sql = sql;
    }

    /** What to list; null: any. */
    record Filter(
            @Nullable String chargePointId,
            @Nullable Integer connectorId,
            @Nullable String idTag,
            @Nullable State state) {}

    Page<ReservationView> list(Filter filter, @Nullable Cursor cursor, int limit) {
        var where = new ArrayList<String>();
        var params = new ArrayList<Object>();
        if (filter.chargePointId() != null) {
            where.add("lower(charge_point_id) = ?");
            params.add(filter.chargePointId().toLowerCase(Locale.ROOT));
        }
        if (filter.connectorId() != null) {
            where.add("connector_id = ?");
            params.add(filter.connectorId());
        }
        if (filter.idTag() != null) {
            where.add("lower(id_tag) = ?");
            params.add(filter.idTag().toLowerCase(Locale.ROOT));
        }
        if (filter.state() != null) {
            where.add("state = ?");
            params.add(filter.state().label());
            if (filter.state() == State.REQUESTED || filter.state() == State.ACCEPTED) {
                where.add("state in ('Requested', 'Accepted')"); // the small index of these
            }
        }
        if (cursor != null) {
            where.add("(requested_at, reservation_id) < (?::timestamptz, ?::int)");
            params.addAll(cursor.keys());
        }
        params.add(limit + 1);
        var rows =
                sql.sql(
                                "select * from reservation"
                                        + (where.isEmpty()
                                                ? ""
                                                : " where " + String.join(" and ", where))
                                        + " order by requested_at desc, reservation_id desc limit ?")
                        .params(List.copyOf(params))
                        .query((row, _) -> read(row))
                        .list();
        return Page.of(rows, limit, row -> Cursor.of(row.requestedAt(), row.reservationId()));
    }

    Optional<ReservationView> find(int reservationId) {
        return sql.sql("select * from reservation where reservation_id = ?")
                .param(reservationId)
                .query((row, _) -> read(row))
                .optional();
    }

    /** Straight from the event store, oldest first. */
    List<ReservationWithHistory.Entry> history(int reservationId) {
        return sql.sql(
                        """
                        select sequence, event_type, occurred_at, payload::text as payload
                        from domain_event where aggregate_id = ? order by sequence
                        """)
                .param(Integer.toString(reservationId))
                .query((row, _) ->
                        new ReservationWithHistory.Entry(
                                row.getLong("sequence"),
                                row.getString("event_type"),
                                SqlTime.require(row, "occurred_at"),
                                JSON.readTree(row.getString("payload"))))
                .list();
    }

    private static ReservationView read(ResultSet row) throws SQLException {
        return new ReservationView(
                row.getInt("reservation_id"),
                row.getString("charge_point_id"),
                row.getInt("connector_id"),
                row.getString("id_tag"),
                row.getString("parent_id_tag"),
                SqlTime.require(row, "expiry_date"),
                row.getString("state"),
                row.getString("reason"),
                row.getObject("command_id", UUID.class),
                row.getString("requested_by"),
                SqlTime.require(row, "requested_at"),
                SqlTime.read(row, "accepted_at"),
                SqlTime.read(row, "ended_at"),
                row.getObject("transaction_id", Integer.class),
                row.getString("used_by"),
                row.getString("matched_by"));
    }
}
