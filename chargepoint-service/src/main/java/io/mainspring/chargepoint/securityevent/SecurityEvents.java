package io.mainspring.chargepoint.securityevent;

import static java.time.ZoneOffset.UTC;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.chargepoint.facts.FactStream;
import io.mainspring.kit.requests.IncomingRequest;
import io.mainspring.ocpp.v16.action.SecurityEventNotification;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Keeps what SecurityEventNotification says (security whitepaper A04). */
@Component
public class SecurityEvents {

    private final JdbcTemplate sql;
    private final FactStream facts;

    SecurityEvents(JdbcTemplate sql, FactStream facts) {
        this.sql = sql;
        this.facts = facts;
    }

    /** Within the transaction of the poll; each record must come exactly once. */
    public void take(List<IncomingRequest> notifications) {
        if (notifications.isEmpty()) {
            return;
        }
        sql.batchUpdate(
                """
                insert into security_event (message_id, charge_point_key, charge_point_id, type,
                    occurred_at, tech_info, received_at)
                values (?, ?, ?, ?, ?, ?, ?)
                """,
                notifications,
                notifications.size(),
                (statement, notification) -> {
                    var envelope = notification.envelope();
                    var request = request(notification);
                    statement.setObject(1, envelope.messageId());
                    statement.setString(2, ChargePointId.keyOf(envelope.chargePointId()));
                    statement.setString(3, envelope.chargePointId());
                    statement.setString(4, request.type());
                    statement.setObject(5, request.timestamp().atOffset(UTC));
                    statement.setString(6, request.techInfo());
                    statement.setObject(7, envelope.receivedAt().atOffset(UTC));
                });
        facts.append("SecurityEvent", notifications.stream().map(SecurityEvents::fact).toList());
    }

    private static FactStream.Fact fact(IncomingRequest notification) {
        var envelope = notification.envelope();
        var request = request(notification);
        return new FactStream.Fact(
                "security-event:" + envelope.messageId(),
                0,
                new SecurityEvent.Reported(
                        envelope.chargePointId(),
                        envelope.messageId(),
                        request.type(),
                        request.timestamp(),
                        request.techInfo(),
                        envelope.receivedAt()));
    }

    private static SecurityEventNotification.Request request(IncomingRequest notification) {
        return (SecurityEventNotification.Request) notification.message();
    }
}
