package io.mainspring.reservation.overview;

import io.mainspring.kit.eventsourcing.Projection;
import io.mainspring.kit.eventsourcing.StoredEvent;
import io.mainspring.reservation.SqlTime;
import io.mainspring.reservation.lifecycle.ReservationEvent;
import io.mainspring.reservation.lifecycle.State;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table {@code reservation}: one row per id, on the terms in force; reservations are few, so
 * each event is one statement.
 */
@Component
class ReservationProjection implements Projection {

    private final JdbcClient sql;

    ReservationProjection(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "reservation";
    }

    @Override
    public List<String> tables() {
        return List.of("reservation");
    }

    @Override
    public void handle(List<StoredEvent> batch) {
        for (var stored : batch) {
            switch ((ReservationEvent) stored.payload()) {
                case ReservationEvent.Requested e -> requested(e);
                case ReservationEvent.Accepted e -> accepted(e);
                case ReservationEvent.Refused e ->
                        unaccepted(
                                e.reservationId(),
                                e.commandId(),
                                State.REFUSED,
                                e.detail() == null ? e.reason() : e.reason() + ": " + e.detail(),
                                e.at());
                case ReservationEvent.Undelivered e ->
                        unaccepted(
                                e.reservationId(),
                                e.commandId(),
                                State.UNDELIVERED,
                                e.reason(),
                                e.at());
                case ReservationEvent.Used e -> used(e);
                case ReservationEvent.Expired e ->
                        ended(e.reservationId(), State.EXPIRED, null, e.at());
                case ReservationEvent.Cancelled e ->
                        ended(e.reservationId(), State.CANCELLED, null, e.at());
                case ReservationEvent.Ended e ->
                        ended(e.reservationId(), State.ENDED, e.reason().label(), e.at());
                case ReservationEvent.StartHeld _,
                        ReservationEvent.FailureSeen _,
                        ReservationEvent.StartDisregarded _ -> {
                    // changes nothing that is shown; the history has it
                }
            }
        }
    }

    /** Terms that are asked for while others are in force are shown once they are accepted. */
    private void requested(ReservationEvent.Requested e) {
        sql.sql(
                        """
                        insert into reservation (reservation_id, charge_point_id, connector_id,
                            id_tag, parent_id_tag, expiry_date, state, command_id, requested_by,
                            requested_at)
                        values (?, ?, ?, ?, ?, ?::timestamptz, 'Requested', ?, ?, ?::timestamptz)
                        on conflict (reservation_id) do update
                        set connector_id = excluded.connector_id, id_tag = excluded.id_tag,
                            parent_id_tag = excluded.parent_id_tag,
                            expiry_date = excluded.expiry_date, state = excluded.state,
                            command_id = excluded.command_id, requested_by = excluded.requested_by,
                            requested_at = excluded.requested_at, reason = null,
                            accepted_at = null, ended_at = null, transaction_id = null,
                            used_by = null, matched_by = null
                        where reservation.state <> 'Accepted'
                        """)
                .param(e.reservationId())
                .param(e.chargePointId())
                .param(e.connectorId())
                .param(e.idTag())
                .param(e.parentIdTag())
                .param(SqlTime.text(e.expiryDate()))
                .param(e.commandId())
                .param(e.requestedBy())
                .param(SqlTime.text(e.requestedAt()))
                .update();
    }

    private void accepted(ReservationEvent.Accepted e) {
        sql.sql(
                        """
                        update reservation
                        set connector_id = ?, id_tag = ?, parent_id_tag = ?,
                            expiry_date = ?::timestamptz, state = 'Accepted', command_id = ?,
                            requested_by = coalesce(?, requested_by),
                            requested_at = ?::timestamptz, accepted_at = ?::timestamptz,
                            reason = null, ended_at = null, transaction_id = null, used_by = null,
                            matched_by = null
                        where reservation_id = ?
                        """)
                .param(e.connectorId())
                .param(e.idTag())
                .param(e.parentIdTag())
                .param(SqlTime.text(e.expiryDate()))
                .param(e.commandId())
                .param(e.requestedBy())
                .param(SqlTime.text(e.requestedAt()))
                .param(SqlTime.text(e.acceptedAt()))
                .param(e.reservationId())
                .update();
    }

    /** Also after its expiry: then the clock was quicker than the charge point's word. */
    private void unaccepted(
            int reservationId, UUID commandId, State state, String reason, Instant at) {
        sql.sql(
                        """
                        update reservation set state = ?, reason = ?, ended_at = ?::timestamptz
                        where reservation_id = ? and command_id = ?
                            and state in ('Requested', 'Expired')
                        """)
                .params(state.label(), reason, SqlTime.text(at), reservationId, commandId)
                .update();
    }

    private void used(ReservationEvent.Used e) {
        sql.sql(
                        """
                        update reservation
                        set state = 'Used', reason = null, ended_at = ?::timestamptz,
                            transaction_id = ?, used_by = ?, matched_by = ?
                        where reservation_id = ?
                        """)
                .params(
                        SqlTime.text(e.startedAt()),
                        e.transactionId(),
                        e.idTag(),
                        e.matchedBy().label(),
                        e.reservationId())
                .update();
    }

    private void ended(int reservationId, State state, @Nullable String reason, Instant at) {
        sql.sql(
                        """
                        update reservation set state = ?, reason = ?, ended_at = ?::timestamptz
                        where reservation_id = ?
                        """)
                .param(state.label())
                .param(reason)
                .param(SqlTime.text(at))
                .param(reservationId)
                .update();
    }
}
