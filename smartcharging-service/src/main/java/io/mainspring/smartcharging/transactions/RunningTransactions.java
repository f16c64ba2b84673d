package io.mainspring.smartcharging.transactions;

import io.mainspring.contracts.transaction.TransactionStarted;
import io.mainspring.smartcharging.ChargePointKey;
import io.mainspring.smartcharging.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code running_transaction}. Ended ones stay for a day, for outcomes that come late. */
@Component
public class RunningTransactions {

    private static final String SELECT =
            """
            select transaction_id, charge_point_id, connector_id, started_at, received_at
            from running_transaction where ended_at is null
            """;

    private final JdbcClient sql;

    RunningTransactions(JdbcClient sql) {
        this.sql = sql;
    }

    /** The transaction of this id, if it runs. */
    public Optional<RunningTransaction> find(int transactionId) {
        return sql.sql(SELECT + " and transaction_id = ?")
                .param(transactionId)
                .query((row, _) -> read(row))
                .optional();
    }

    /** What runs on a connector, the newest first: more than one only if an end was not reported. */
    public List<RunningTransaction> on(String chargePointId, int connectorId) {
        return sql.sql(
                        SELECT
                                + """
                                 and charge_point_key = ? and connector_id = ?
                                order by started_at desc, transaction_id desc
                                """)
                .params(ChargePointKey.of(chargePointId), connectorId)
                .query((row, _) -> read(row))
                .list();
    }

    /** What runs on some charge points, in the order of their keys and connectors. */
    public List<RunningTransaction> of(Collection<String> chargePointIds) {
        return sql.sql(
                        SELECT
                                + """
                                 and charge_point_key = any(?::text[])
                                order by charge_point_key, connector_id, started_at desc
                                """)
                .param(chargePointIds.stream().map(ChargePointKey::of).toArray(String[]::new))
                .query((row, _) -> read(row))
                .list();
    }

    /**
     * Lets the ends of these transactions wait until the caller's database transaction is over, so
     * that what is decided there is seen by them. To be called before any aggregate is asked for:
     * rows and aggregates are locked by two that know nothing of each other.
     */
    public void hold(Collection<Integer> transactionIds) {
        sql.sql(
                        """
                        select transaction_id from running_transaction
                        where transaction_id = any(?::int[]) order by transaction_id for share
                        """)
                .param(transactionIds.toArray(Integer[]::new))
                .query()
                .listOfRows();
    }

    /** Whether a transaction is known to have ended. */
    public boolean hasEnded(int transactionId) {
        return sql.sql(
                        "select ended_at is not null from running_transaction where transaction_id = ?")
                .param(transactionId)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    void start(TransactionStarted event) {
        sql.sql(
                        """
                        insert into running_transaction (transaction_id, charge_point_key,
                            charge_point_id, connector_id, started_at, received_at)
                        values (?, ?, ?, ?, ?::timestamptz, ?::timestamptz)
                        on conflict (transaction_id) do nothing
                        """)
                .param(event.transactionId())
                .param(ChargePointKey.of(event.chargePointId()))
                .param(event.chargePointId())
                .param(event.connectorId())
                .param(SqlTime.text(event.startedAt()))
                .param(SqlTime.text(event.receivedAt()))
                .update();
    }

    /**
     * It runs no more.
     *
     * @param learntAt by our clock: a charge point's own may be years off
     */
    void end(int transactionId, Instant learntAt) {
        sql.sql(
                        """
                        update running_transaction set ended_at = ?::timestamptz
                        where transaction_id = ?
                        """)
                .params(SqlTime.text(learntAt), transactionId)
                .update();
    }

    void forgetEndedBefore(Instant time) {
        sql.sql("delete from running_transaction where ended_at < ?::timestamptz")
                .param(SqlTime.text(time))
                .update();
    }

    private static RunningTransaction read(ResultSet row) throws SQLException {
        return new RunningTransaction(
                row.getInt("transaction_id"),
                row.getString("charge_point_id"),
                row.getInt("connector_id"),
                SqlTime.require(row, "started_at"),
                SqlTime.require(row, "received_at"));
    }
}
