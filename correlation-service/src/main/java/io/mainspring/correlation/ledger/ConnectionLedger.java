package io.mainspring.correlation.ledger;

import io.mainspring.contracts.ConnectionNotice;
import java.sql.Timestamp;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Writes connections. Notices may come in any order and any number of times: the newest epoch
 * counts, and within it the end outlives the beginning.
 */
@Component
class ConnectionLedger {

    /**
     * A notice and the epoch it speaks of.
     */
    record Heard(ConnectionNotice notice, long epoch) {}

    private static final String UPSERT =
            """
            insert into connection as known
                (charge_point_key, charge_point_id, epoch, connected_at, disconnected_at,
                 gateway, security_profile, remote_address, reason)
            select ?::text, ?::text, ?::bigint, ?::timestamptz, ?::timestamptz,
                   ?::text, ?::integer, ?::text, ?::text
            on conflict (charge_point_key) do update
            set charge_point_id = excluded.charge_point_id,
                epoch = excluded.epoch,
                connected_at = case when excluded.epoch > known.epoch then excluded.connected_at
                    else coalesce(known.connected_at, excluded.connected_at) end,
                disconnected_at = case when excluded.epoch > known.epoch then excluded.disconnected_at
                    else coalesce(known.disconnected_at, excluded.disconnected_at) end,
                reason = case when excluded.epoch > known.epoch then excluded.reason
                    else coalesce(known.reason, excluded.reason) end,
                gateway = excluded.gateway,
                security_profile = excluded.security_profile,
                remote_address = excluded.remote_address
            where excluded.epoch >= known.epoch
            """;

    private final JdbcTemplate sql;

    ConnectionLedger(JdbcTemplate sql) {
        this.sql = sql;
    }

    /** In the caller's transaction. */
    void heard(List<Heard> notices) {
        sql.batchUpdate(UPSERT, notices.stream().map(ConnectionLedger::row).toList());
    }

    private static @Nullable Object[] row(Heard heard) {
        var notice = heard.notice();
        var at = Timestamp.from(notice.at());
        boolean connected = notice.state() == ConnectionNotice.State.CONNECTED;
        return new @Nullable Object[] {
            notice.chargePointId().toLowerCase(Locale.ROOT),
            notice.chargePointId(),
            heard.epoch(),
            connected ? at : null,
            connected ? null : at,
            notice.gateway(),
            notice.securityProfile(),
            notice.remoteAddress(),
            notice.reason()
        };
    }
}
