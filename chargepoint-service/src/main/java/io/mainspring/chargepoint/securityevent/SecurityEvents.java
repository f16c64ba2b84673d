package io.mainspring.chargepoint.securityevent;

import static java.time.ZoneOffset.UTC;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.chargepoint.facts.FactStream;
import io.mainspring.kit.requests.IncomingRequest;
import io.mainspring.ocpp.v16.action.SecurityEventNotification;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what SecurityEventNotification says (security whitepaper A04), and raises the alarm. */
@Component
public class SecurityEvents {

    private static final Logger log = LoggerFactory.getLogger(SecurityEvents.class);

    private final JdbcClient sql;
    private final FactStream facts;
    private final MeterRegistry meters;

    SecurityEvents(JdbcClient sql, FactStream facts, MeterRegistry meters) {
        this.sql = sql;
        this.facts = facts;
        this.meters = meters;
    }

    /** Within the transaction of the poll; a repeated record counts once. */
    public void take(List<IncomingRequest> notifications) {
        var news = notifications.stream().filter(this::isNew).toList();
        facts.append("SecurityEvent", news.stream().map(SecurityEvents::fact).toList());
        news.forEach(this::alert);
    }

    /** By a line of the log and a metric; who listens to Kafka sees it there. */
    private void alert(IncomingRequest notification) {
        var type = request(notification).type();
        boolean critical = CriticalTypes.contain(type);
        meters.counter("security.events", "critical", Boolean.toString(critical)).increment();
        if (critical) {
            log.warn(
                    "critical security event chargePoint={} type={}",
                    notification.chargePointId(),
                    type);
        }
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
                        .param(envelope.messageId())
                        .param(ChargePointId.keyOf(envelope.chargePointId()))
                        .param(envelope.chargePointId())
                        .param(request.type())
                        .param(request.timestamp().atOffset(UTC))
                        .param(request.techInfo())
                        .param(envelope.receivedAt().atOffset(UTC))
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
