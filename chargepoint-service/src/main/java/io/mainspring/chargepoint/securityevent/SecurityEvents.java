package io.mainspring.chargepoint.securityevent;

import static java.time.ZoneOffset.UTC;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.chargepoint.facts.FactStream;
import io.mainspring.kit.requests.IncomingRequest;
import io.mainspring.ocpp.v16.action.SecurityEventNotification;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what SecurityEventNotification says (security whitepaper A04). */
@Component
public class SecurityEvents {

    private final JdbcClient sql;
    private final FactStream facts;

    SecurityEvents(JdbcClient sql, FactStream facts) {
        this.sql = sql;
        this.facts = facts;
    }

    /** Within the transaction of the poll; a repeated record counts once. */
    public void take(List<IncomingRequest> notifications) {
        facts.append(
                "SecurityEvent",
                notifications.stream().filter(this::isNew).map(SecurityEvents::fact).toList());
    }

    private boolean isNew(IncomingRequest notification) {
        var envelope = notification.envelope();
        var request = request(notification);
        return sql.sql(
                                """
                                insert into security_event (message_id, charge_point_key,
                                    charge_point_id, type, occurred_at, tech_info, received_at)
                                values (?, ?, ?, ?, ?, ?, ?)
                                on conflict do nothing
                                """)
                        .params(
                                envelope.messageId(),
                                ChargePointId.keyOf(envelope.chargePointId()),
                                envelope.chargePointId(),
                                request.type(),
                                request.timestamp().atOffset(UTC),
                                request.techInfo(),
                                envelope.receivedAt().atOffset(UTC))
                        .update()
                == 1;
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
