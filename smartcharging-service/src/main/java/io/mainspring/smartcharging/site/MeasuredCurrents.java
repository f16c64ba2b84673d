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
import org.springframework.stereotype.Component;

/**
 * Reads MeterValues beside transaction-service, which answers them. Of each record the key and one header are looked at;
 * only those of a site's charge points are read. Losing one does no harm, so nothing is tried twice.
 */
@Component
class MeasuredCurrents {

    private static final Logger log = LoggerFactory.getLogger(MeasuredCurrents.class);

    /** Where the site is not looked up for every message. */
    private static final int USUAL_VOLTAGE = 230;

    private final IsolatedPolls polls;
    private final DeadLetters deadLetters;
    private final SiteViews sites;
    private final JdbcClient sql;
    private final Clock clock;
    private final OcppCodec codec = OcppCodec.tolerant();

    MeasuredCurrents(
            IsolatedPolls polls,
            DeadLetters deadLetters,
            SiteViews sites,
            JdbcClient sql,
            Clock clock) {
        this.polls = polls;
        this.deadLetters = deadLetters;
        this.sites = sites;
        this.sql = sql;
        this.clock = clock;
    }

    @KafkaListener(
            id = "smartcharging-meter-values",
            topics = "ocpp.requests.transaction",
            properties = "auto.offset.reset=latest")
    void on(List<ConsumerRecord<String, byte[]>> poll) {
        var keys = Set.copyOf(sites.memberKeys());
        if (keys.isEmpty()) {
            return;
        }
        var relevant =
                poll.stream()
                        .filter(record ->
                                record.key() != null
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
                write(ChargePointKey.of(record.key()), message.connectorId(), current);
            }
        } catch (OcppViolation e) {
            log.debug("meter values unreadable chargePoint={}", record.key(), e);
        }
    }

    private void write(String key, int connectorId, BigDecimal current) {
        sql.sql(
                        """
                        insert into site_measurement
                            (charge_point_key, connector_id, current, measured_at)
                        values (?, ?, ?, ?::timestamptz)
                        on conflict (charge_point_key, connector_id) do update
                        set current = excluded.current, measured_at = excluded.measured_at
                        """)
                .params(key, connectorId, current, SqlTime.text(clock.instant()))
                .update();
    }

    private static Measurement read(ResultSet row) throws SQLException {
        return new Measurement(row.getBigDecimal("current"), SqlTime.require(row, "measured_at"));
    }
}
