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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
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

    /** What waited in Kafka while nobody listened says nothing about now. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final IsolatedPolls polls;
    private final DeadLetters deadLetters;
    private final KafkaListenerEndpointRegistry listeners;
    private final JdbcClient sql;
    private final Clock clock;
    private final OcppCodec codec = OcppCodec.tolerant();
    private volatile Map<String, Integer> members = Map.of();

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

    /**
     * Whose meter values count from now on, by their keys. Listens only if there are any.
     *
     * @param voltages to make current of power
     */
    void listenTo(Map<String, Integer> voltages) {
        members = Map.copyOf(voltages);
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
                                        && keys.containsKey(ChargePointKey.of(record.key()))
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

    /** Of these charge points, by their keys. */
    Map<Place, Heard> of(Collection<String> chargePointKeys) {
        var found = new HashMap<Place, Heard>();
        sql.sql("select * from site_measurement where charge_point_key = any(?::text[])")
                .param(chargePointKeys.toArray(String[]::new))
                .query(row -> {
                    found.put(
                            new Place(
                                    row.getString("charge_point_key"), row.getInt("connector_id")),
                            read(row));
                });
        return found;
    }

    /** Of one charge point, by connector. */
    static Map<Integer, Demand.Measured> measured(Map<Place, Heard> heard, String chargePointKey) {
        var measured = new HashMap<Integer, Demand.Measured>();
        heard.forEach((place, one) -> {
            var current = one.current();
            var at = one.measuredAt();
            if (place.chargePointKey().equals(chargePointKey) && current != null && at != null) {
                measured.put(place.connectorId(), new Demand.Measured(Amperes.tenths(current), at));
            }
        });
        return measured;
    }

    /** A connector of a charge point, by its key. */
    record Place(String chargePointKey, int connectorId) {}

    /**
     * The newest that its meter said.
     *
     * @param current A on the phase that carries most; null: it tells none
     * @param at when anything was said
     */
    record Heard(@Nullable BigDecimal current, @Nullable Instant measuredAt, Instant at) {}

    private void take(ConsumerRecord<String, byte[]> record) {
        try {
            var message = codec.decode(MeterValues.Request.class, record.value()).message();
            if (message.connectorId() > 0) {
                var key = ChargePointKey.of(record.key());
                write(
                        key,
                        message.connectorId(),
                        DrawnCurrent.in(message, members.getOrDefault(key, 230)),
                        Instant.ofEpochMilli(record.timestamp()));
            }
        } catch (OcppViolation e) {
            log.debug("meter values unreadable chargePoint={}", record.key(), e);
        }
    }

    private void write(String key, int connectorId, @Nullable BigDecimal current, Instant at) {
        sql.sql(
                        """
                        insert into site_measurement
                            (charge_point_key, connector_id, current, measured_at, heard_at)
                        values (:key, :connector, :current::numeric,
                            case when :current::numeric is null then null else :at::timestamptz end,
                            :at::timestamptz)
                        on conflict (charge_point_key, connector_id) do update
                        set current = coalesce(excluded.current, site_measurement.current),
                            measured_at = coalesce(excluded.measured_at, site_measurement.measured_at),
                            heard_at = excluded.heard_at
                        where site_measurement.heard_at is null
                            or excluded.heard_at >= site_measurement.heard_at
                        """)
                .param("key", key)
                .param("connector", connectorId)
                .param("current", current)
                .param("at", SqlTime.text(at))
                .update();
    }

    private static Heard read(ResultSet row) throws SQLException {
        var measuredAt = SqlTime.read(row, "measured_at");
        var heardAt = SqlTime.read(row, "heard_at");
        return new Heard(
                row.getBigDecimal("current"),
                measuredAt,
                Objects.requireNonNullElse(
                        heardAt, Objects.requireNonNullElse(measuredAt, Instant.EPOCH)));
    }
}
