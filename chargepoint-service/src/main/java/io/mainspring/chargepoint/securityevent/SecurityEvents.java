package io.mainspring.chargepoint.securityevent;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.chargepoint.facts.FactStream;
import io.mainspring.kit.requests.IncomingRequest;
import io.mainspring.ocpp.v16.action.SecurityEventNotification;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what SecurityEventNotification says (security whitepaper A04), and raises the alarm. */
@Component
public class SecurityEvents {

    private static final Logger log = LoggerFactory.getLogger(SecurityEvents.class);

    /** A type is free text, and so may hold lines of a log. */
    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{Cntrl}");

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
        var news = newOf(notifications);
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
                    UNPRINTABLE.matcher(type).replaceAll("?"));
        }
    }

    /** Those that were not there, in one statement. */
    private List<IncomingRequest> newOf(List<IncomingRequest> notifications) {
        var byId = new LinkedHashMap<UUID, IncomingRequest>();
        notifications.forEach(n -> byId.putIfAbsent(n.envelope().messageId(), n));
        if (byId.isEmpty()) {
            return List.of();
        }
        var added =
                new HashSet<>(
                        sql.sql(
                                        """
                                        insert into security_event (message_id, charge_point_key,
                                            charge_point_id, type, occurred_at, tech_info,
                                            received_at)
                                        select * from unnest(?::uuid[], ?::text[], ?::text[],
                                            ?::text[], ?::timestamptz[], ?::text[],
                                            ?::timestamptz[])
                                        on conflict do nothing
                                        returning message_id
                                        """)
                                .params(
                                        column(byId, n -> n.envelope().messageId().toString()),
                                        column(byId, n -> ChargePointId.keyOf(n.chargePointId())),
                                        column(byId, IncomingRequest::chargePointId),
                                        column(byId, n -> request(n).type()),
                                        column(byId, n -> request(n).timestamp().toString()),
                                        column(byId, n -> request(n).techInfo()),
                                        column(byId, n -> n.envelope().receivedAt().toString()))
                                .query(UUID.class)
                                .list());
        return byId.values().stream()
                .filter(n -> added.contains(n.envelope().messageId()))
                .toList();
    }

    private static @Nullable String[] column(
            Map<UUID, IncomingRequest> rows, Function<IncomingRequest, @Nullable String> value) {
        return rows.values().stream().map(value).toArray(String[]::new);
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
