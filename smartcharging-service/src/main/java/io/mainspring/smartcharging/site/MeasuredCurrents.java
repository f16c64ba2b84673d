package io.mainspring.smartcharging.site;

import io.mainspring.contracts.Header;
import io.mainspring.kit.polls.DeadLetters;
import io.mainspring.kit.polls.IsolatedPolls;
import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.codec.OcppViolation;
import io.mainspring.ocpp.v16.action.MeterValues;
import io.mainspring.smartcharging.ChargePointKey;
import io.mainspring.smartcharging.SqlTime;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.stereotype.Component;

/**
 * Reads MeterValues beside transaction-service, which answers them; not at all while there is no site. Of each record the
 * key and one header are looked at; only those of a site's charge points are read. Losing one does no harm.
 */
@Component
class MeasuredCurrents {

    private static final Logger log = LoggerFactory.getLogger(MeasuredCurrents.class);
    private static final String LISTENER = "smartcharging-meter-values";

    /** Where the site is not looked up for every message. */
    private static final int USUAL_VOLTAGE = 230;

    /** What waited in Kafka while nobody listened says nothing about now. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final IsolatedPolls polls;
    private final DeadLetters deadLetters;
    private final KafkaListenerEndpointRegistry listeners;
    private final JdbcClient sql;
    private final Clock clock;
    private final OcppCodec codec = OcppCodec.tolerant();
    private volatile Set<String> members = Set.of();

    MeasuredCurrents(
            IsolatedPolls polls,
            DeadLetters deadLetters,
            KafkaListenerEndpointRegistry listeners,
            JdbcClient sql,
            Clock clock) {
        this.polls = polls;
        this.deadLetters = deadLetters;
        this.listeners = listeners;
        this.sql = sql;
        this.clock = clock;
    }

    /** Whose meter values count from now on, by their keys. Listens only if there are any. */
    void listenTo(Set<String> chargePointKeys) {
        members = Set.copyOf(chargePointKeys);
        var listener = listeners.getListenerContainer(LISTENER);
        if (listener != null && listener.isRunning() == members.isEmpty()) {
            if (members.isEmpty()) {
                listener.stop(() -> {});
            } else {
                listener.start();
            }
        }
    }

    @KafkaListener(
            id = LISTENER,
            topics = "ocpp.requests.transaction",
            autoStartup = "false",
            properties = "auto.offset.reset=latest")
    void on(List<ConsumerRecord<String, byte[]>> poll) {
        var keys = members;
        long earliest = clock.instant().minus(FRESH).toEpochMilli();
        var relevant =
                poll.stream()
                        .filter(record ->
                                record.key() != null
                                        && record.timestamp() >= earliest
                                        && keys.contains(ChargePointKey.of(record.key()))
                                        && "MeterValues"
                                                .equals(Header.OCPP_ACTION.read(record.headers())))
                        .toList();
        polls.run(
                relevant,
                part -> {
                    part.forEach(this::take);
                    return part.size();
                },
                deadLetters::bury);
    }

    /** By connector, for one site. */
    Map<Place, Measurement> of(String siteId) {
        var found = new HashMap<Place, Measurement>();
        sql.sql(
                        """
                        select m.* from site_measurement m
                        join site_member using (charge_point_key) where site_id = ?::uuid
                        """)
                .param(siteId)
                .query(row -> {
                    found.put(
                            new Place(
                                    row.getString("charge_point_key"), row.getInt("connector_id")),
                            read(row));
                });
        return found;
    }

    /** A connector of a charge point, by its key. */
    record Place(String chargePointKey, int connectorId) {}

    /** A on the phase that carries most. */
    record Measurement(BigDecimal current, Instant at) {}

    private void take(ConsumerRecord<String, byte[]> record) {
        try {
            var message = codec.decode(MeterValues.Request.class, record.value()).message();
            var current = DrawnCurrent.in(message, USUAL_VOLTAGE);
            if (current != null && message.connectorId() > 0) {
                write(
                        ChargePointKey.of(record.key()),
                        message.connectorId(),
                        current,
                        Instant.ofEpochMilli(record.timestamp()));
            }
        } catch (OcppViolation e) {
            log.debug("meter values unreadable chargePoint={}", record.key(), e);
        }
    }

    private void write(String key, int connectorId, BigDecimal current, Instant at) {
        sql.sql(
                        """
                        insert into site_measurement
                            (charge_point_key, connector_id, current, measured_at)
                        values (?, ?, ?, ?::timestamptz)
                        on conflict (charge_point_key, connector_id) do update
                        set current = excluded.current, measured_at = excluded.measured_at
                        where excluded.measured_at >= site_measurement.measured_at
                        """)
                .params(key, connectorId, current, SqlTime.text(at))
                .update();
    }

    private static Measurement read(ResultSet row) throws SQLException {
        return new Measurement(row.getBigDecimal("current"), SqlTime.require(row, "measured_at"));
    }
}
