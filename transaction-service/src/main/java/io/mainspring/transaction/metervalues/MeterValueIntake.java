package io.mainspring.transaction.metervalues;

import io.mainspring.transaction.SqlTime;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes meter values within the caller's transaction, which also holds the Kafka offsets they came
 * from: that makes them exactly once, with no unique index to pay for.
 */
@Component
public class MeterValueIntake {

    private final JdbcClient sql;

    MeterValueIntake(JdbcClient sql) {
        this.sql = sql;
    }

    /** One statement, however many rows there are. */
    public void insert(MeterRows rows) {
        if (rows.size() == 0) {
            return;
        }
        sql.sql(
                        """
                        insert into meter_value (received_at, charge_point_id, connector_id,
                            transaction_id, reported_transaction_id, reported_in, sampled_at,
                            measurand, context, phase, location, format, value, unit, quantity,
                            quantity_unit)
                        select * from unnest(?::timestamptz[], ?::text[], ?::int[], ?::int[],
                            ?::int[], ?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[],
                            ?::text[], ?::text[], ?::text[], ?::text[], ?::numeric[], ?::text[])
                        """)
                .params(
                        rows.receivedAt.toArray(String[]::new),
                        rows.chargePointId.toArray(String[]::new),
                        rows.connectorId.toArray(Integer[]::new),
                        rows.transactionId.toArray(Integer[]::new),
                        rows.reportedTransactionId.toArray(Integer[]::new),
                        rows.reportedIn.toArray(String[]::new),
                        rows.sampledAt.toArray(String[]::new),
                        rows.measurand.toArray(String[]::new),
                        rows.context.toArray(String[]::new),
                        rows.phase.toArray(String[]::new),
                        rows.location.toArray(String[]::new),
                        rows.format.toArray(String[]::new),
                        rows.value.toArray(String[]::new),
                        rows.unit.toArray(String[]::new),
                        rows.quantity.toArray(BigDecimal[]::new),
                        rows.quantityUnit.toArray(String[]::new))
                .update();
    }

    /**
     * Samples that came before the start of their transaction was known, and now belong to it.
     *
     * @param chargePointKey charge point id in lower case
     * @param from by the charge point's clock, as {@code to}
     */
    public record Latecomer(
            int transactionId, String chargePointKey, int connectorId, Instant from, Instant to) {}

    /** Gives samples without a transaction to those that turned out to cover their time. */
    public void attach(List<Latecomer> latecomers) {
        if (latecomers.isEmpty()) {
            return;
        }
        sql.sql(
                        """
                        update meter_value m set transaction_id = u.transaction_id
                        from unnest(?::int[], ?::text[], ?::int[], ?::timestamptz[], ?::timestamptz[])
                            as u (transaction_id, charge_point, connector, starts, ends)
                        where m.transaction_id is null and lower(m.charge_point_id) = u.charge_point
                            and m.connector_id = u.connector
                            and m.sampled_at between u.starts and u.ends
                        """)
                .params(
                        latecomers.stream().map(Latecomer::transactionId).toArray(Integer[]::new),
                        latecomers.stream().map(Latecomer::chargePointKey).toArray(String[]::new),
                        latecomers.stream().map(Latecomer::connectorId).toArray(Integer[]::new),
                        latecomers.stream()
                                .map(l -> SqlTime.write(l.from()))
                                .toArray(String[]::new),
                        latecomers.stream().map(l -> SqlTime.write(l.to())).toArray(String[]::new))
                .update();
    }
}
