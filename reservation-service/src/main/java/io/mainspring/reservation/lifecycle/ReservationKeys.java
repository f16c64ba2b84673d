package io.mainspring.reservation.lifecycle;

import io.mainspring.reservation.SqlTime;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The table {@code reservation_key}: every id that was ever given out or named by an operator, and
 * what must be found about its reservation without loading it. Written by the deciding side, in the
 * commit of the events.
 */
@Component
class ReservationKeys {

    private final JdbcClient sql;

    ReservationKeys(JdbcClient sql) {
        this.sql = sql;
    }

    /** A new id for a charge point; never one that an operator has named. */
    int next(String chargePointId) {
        Optional<Integer> claimed = Optional.empty();
        while (claimed.isEmpty()) {
            claimed =
                    sql.sql(
                                    """
                                    insert into reservation_key (reservation_id, charge_point_key)
                                    values (nextval('reservation_id'), ?)
                                    on conflict (reservation_id) do nothing
                                    returning reservation_id
                                    """)
                            .param(key(chargePointId))
                            .query(Integer.class)
                            .optional();
        }
        return claimed.get();
    }

    /** The id that this Idempotency-Key got when it was first used; a new one if it was not. */
    int next(String chargePointId, String requestedBy, String idempotencyKey) {
        return given(requestedBy, idempotencyKey)
                .orElseGet(() -> {
                    sql.sql(
                                    """
                                    insert into reservation_id_of_key
                                        (requested_by, idempotency_key, reservation_id)
                                    values (?, ?, ?)
                                    on conflict do nothing
                                    """)
                            .params(requestedBy, idempotencyKey, next(chargePointId))
                            .update();
                    return given(requestedBy, idempotencyKey).orElseThrow();
                });
    }

    private Optional<Integer> given(String requestedBy, String idempotencyKey) {
        return sql.sql(
                        """
                        select reservation_id from reservation_id_of_key
                        where requested_by = ? and idempotency_key = ?
                        """)
                .params(requestedBy, idempotencyKey)
                .query(Integer.class)
                .optional();
    }

    /** The kit forgets Idempotency-Keys in time; a young one may be about to be claimed. */
    @Scheduled(fixedDelayString = "PT1H")
    void prune() {
        sql.sql(
                        """
                        delete from reservation_id_of_key r
                        where given_at < now() - interval '1 day' and not exists (
                            select from idempotency_key k
                            where k.requested_by = r.requested_by
                                and k.idempotency_key = r.idempotency_key)
                        """)
                .update();
    }

    /**
     * Takes an id that an operator names.
     *
     * @return false if it belongs to another charge point
     */
    boolean claim(int reservationId, String chargePointId) {
        sql.sql(
                        """
                        insert into reservation_key (reservation_id, charge_point_key)
                        values (?, ?) on conflict do nothing
                        """)
                .params(reservationId, key(chargePointId))
                .update();
        return isOf(reservationId, chargePointId);
    }

    /** Whether the id belongs to the charge point; an id that nobody knows belongs to none. */
    boolean isOf(int reservationId, String chargePointId) {
        return sql.sql("select charge_point_key from reservation_key where reservation_id = ?")
                .param(reservationId)
                .query(String.class)
                .optional()
                .filter(key(chargePointId)::equals)
                .isPresent();
    }

    /** Which of some charge points have reservations that something from then on may concern. */
    Set<String> chargePointsWithUsable(Collection<String> chargePointIds, Instant from) {
        return Set.copyOf(
                sql.sql(
                                """
                                select distinct charge_point_key from reservation_key
                                where charge_point_key = any (?::text[])
                                    and usable_until > ?::timestamptz
                                """)
                        .param(
                                chargePointIds.stream()
                                        .map(ReservationKeys::key)
                                        .distinct()
                                        .toArray(String[]::new))
                        .param(SqlTime.text(from))
                        .query((row, _) -> row.getString(1))
                        .list());
    }

    /** Whose use a start on a connector could be, the likeliest first. */
    List<Integer> usable(String chargePointId, int connectorId, Instant before) {
        return sql.sql(
                        """
                        select reservation_id from reservation_key
                        where charge_point_key = ? and usable_until > ?::timestamptz
                            and connector_id in (0, ?)
                        order by connector_id desc, due_at is null, usable_until, reservation_id
                        """)
                .params(key(chargePointId), SqlTime.text(before), connectorId)
                .query((row, _) -> row.getInt(1))
                .list();
    }

    /** Which reservations of a charge point it may have held at a time, expired since or not. */
    List<Integer> usable(String chargePointId, Instant at) {
        return sql.sql(
                        """
                        select reservation_id from reservation_key
                        where charge_point_key = ? and usable_until > ?::timestamptz
                        order by reservation_id
                        """)
                .params(key(chargePointId), SqlTime.text(at))
                .query((row, _) -> row.getInt(1))
                .list();
    }

    /** A reservation that must expire. */
    record Due(Instant at, int reservationId) {

        /** Before all. */
        static final Due FIRST = new Due(Instant.EPOCH, 0);
    }

    /** Which reservations must expire now, the longest overdue first, from behind a known one. */
    List<Due> due(Instant now, Due after, int most) {
        return sql.sql(
                        """
                        select due_at, reservation_id from reservation_key
                        where due_at <= ?::timestamptz
                            and (due_at, reservation_id) > (?::timestamptz, ?)
                        order by due_at, reservation_id limit ?
                        """)
                .param(SqlTime.text(now))
                .param(SqlTime.text(after.at()))
                .param(after.reservationId())
                .param(most)
                .query((row, _) ->
                        new Due(SqlTime.require(row, "due_at"), row.getInt("reservation_id")))
                .list();
    }

    /**
     * Keeps everybody else from a reservation until the transaction ends.
     *
     * @return false if nobody knows the id
     */
    boolean lock(int reservationId) {
        return isFound(
                sql.sql("select 1 from reservation_key where reservation_id = ? for update")
                        .param(reservationId));
    }

    /** The same, if it must expire and nobody else is at it. */
    boolean lockIfDue(int reservationId, Instant now) {
        return isFound(
                sql.sql(
                                """
                                select 1 from reservation_key
                                where reservation_id = ? and due_at <= ?::timestamptz
                                for update skip locked
                                """)
                        .params(reservationId, SqlTime.text(now)));
    }

    private static boolean isFound(JdbcClient.StatementSpec query) {
        return query.query(Integer.class).optional().isPresent();
    }

    /** In the transaction of the command that led there, which holds the lock. */
    void write(Decision.Standing standing) {
        sql.sql(
                        """
                        update reservation_key
                        set connector_id = ?, usable_until = ?::timestamptz, due_at = ?::timestamptz
                        where reservation_id = ?
                        """)
                .param(standing.connectorId())
                .param(text(standing.usableUntil()))
                .param(text(standing.dueAt()))
                .param(standing.reservationId())
                .update();
    }

    /** Spellings of one charge point's identity that differ in case only. */
    static String key(String chargePointId) {
        return chargePointId.toLowerCase(Locale.ROOT);
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : SqlTime.text(time);
    }
}
