package io.mainspring.chargepoint.presence;

import static java.time.ZoneOffset.UTC;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.contracts.ConnectionNotice;
import io.mainspring.contracts.Request;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The newest that is known of each charge point's connection. Applying the same notices again
 * changes nothing: an older socket's never touches what a newer one's said.
 */
@Component
public class Presence {

    private final JdbcTemplate sql;

    Presence(JdbcTemplate sql) {
        this.sql = sql;
    }

    /** A notice and the generation of the socket it speaks of. */
    record Sighting(ConnectionNotice notice, long epoch) {}

    /** Takes notices in the order of their partition. */
    void take(List<Sighting> sightings) {
        var newest = new TreeMap<String, Sighting>();
        for (var sighting : sightings) {
            newest.merge(
                    ChargePointId.keyOf(sighting.notice().chargePointId()),
                    sighting,
                    (one, other) -> other.epoch() >= one.epoch() ? other : one);
        }
        sql.batchUpdate(
                """
                insert into presence (charge_point_key, charge_point_id, connected, epoch, since,
                    gateway, security_profile, remote_address, last_seen_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (charge_point_key) do update
                set charge_point_id = excluded.charge_point_id,
                    connected = excluded.connected,
                    epoch = excluded.epoch,
                    since = excluded.since,
                    gateway = excluded.gateway,
                    security_profile = excluded.security_profile,
                    remote_address = excluded.remote_address,
                    last_seen_at = greatest(presence.last_seen_at, excluded.last_seen_at)
                where excluded.epoch > presence.epoch
                   or (excluded.epoch = presence.epoch and presence.connected)
                """,
                List.copyOf(newest.entrySet()),
                Math.max(1, newest.size()),
                (statement, entry) -> {
                    var notice = entry.getValue().notice();
                    statement.setString(1, entry.getKey());
                    statement.setString(2, notice.chargePointId());
                    statement.setBoolean(3, notice.state() == ConnectionNotice.State.CONNECTED);
                    statement.setLong(4, entry.getValue().epoch());
                    statement.setObject(5, notice.at().atOffset(UTC));
                    statement.setString(6, notice.gateway());
                    statement.setInt(7, notice.securityProfile());
                    statement.setString(8, notice.remoteAddress());
                    statement.setObject(9, notice.at().atOffset(UTC));
                });
    }

    /**
     * Any message is proof of life (§4.6). Kept to ten seconds: a charge point that talks all the
     * time costs one row version in that time. Within the transaction of the poll.
     */
    public void heardOf(List<Request> requests) {
        var newest = new TreeMap<String, Request>();
        for (var request : requests) {
            newest.merge(
                    ChargePointId.keyOf(request.chargePointId()),
                    request,
                    (one, other) -> later(one.receivedAt(), other.receivedAt()) ? other : one);
        }
        sql.batchUpdate(
                """
                insert into presence (charge_point_key, charge_point_id, connected, epoch,
                    last_seen_at)
                values (?, ?, false, -1, ?)
                on conflict (charge_point_key) do update
                set last_seen_at = excluded.last_seen_at
                where presence.last_seen_at < excluded.last_seen_at - interval '10 seconds'
                """,
                List.copyOf(newest.entrySet()),
                Math.max(1, newest.size()),
                (statement, entry) -> {
                    statement.setString(1, entry.getKey());
                    statement.setString(2, entry.getValue().chargePointId());
                    statement.setObject(3, entry.getValue().receivedAt().atOffset(UTC));
                });
    }

    private static boolean later(Instant one, Instant other) {
        return other.isAfter(one);
    }
}
