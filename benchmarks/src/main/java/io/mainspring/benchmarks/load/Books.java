package io.mainspring.benchmarks.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** What stands in the database of the transaction service: events, the view, meter values. */
final class Books {

    private final Connection connection;

    /** @param connection of the transaction service's role */
    Books(Connection connection) {
        this.connection = connection;
    }

    /**
     * Where the books end now; what comes later is ours.
     *
     * @param event index of the last stored event
     * @param transaction the highest transaction id
     */
    record Mark(long event, int transaction) {}

    /**
     * A transaction as it is stored.
     *
     * @param starts events that say it began
     * @param stops events that say it ended
     * @param isListed whether the view of operators has it
     * @param isStoppedThere whether that view has its end
     * @param samples sampled values
     * @param registers of them, readings of the energy register; each message of the load has one
     * @param distinctRegisters different readings: the load's register never stands still
     */
    record Stored(
            String chargePoint,
            int starts,
            int stops,
            boolean isListed,
            boolean isStoppedThere,
            int samples,
            int registers,
            int distinctRegisters) {}

    Mark mark() throws SQLException {
        try (var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                """
                                select (select coalesce(max(global_index), 0) from domain_event),
                                       (select coalesce(max(transaction_id), 0) from transaction_key)
                                """)) {
            row.next();
            return new Mark(row.getLong(1), row.getInt(2));
        }
    }

    /** Sampled values of these charge points that belong to no transaction. */
    long samplesWithoutTransaction(String chargePointPrefix) throws SQLException {
        try (var query =
                connection.prepareStatement(
                        """
                        select count(*) from meter_value
                        where transaction_id is null and starts_with(lower(charge_point_id), lower(?))
                        """)) {
            query.setString(1, chargePointPrefix);
            try (var row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** All transactions after the mark, by id. */
    Map<Integer, Stored> transactionsSince(Mark mark) throws SQLException {
        try (var query =
                connection.prepareStatement(
                        """
                        with event as (
                            select aggregate_id::int as id,
                                   min(payload ->> 'chargePointId') as charge_point,
                                   count(*) filter (where event_type = 'transaction.started') as starts,
                                   count(*) filter (where event_type = 'transaction.stopped') as stops
                            from domain_event
                            where global_index > ? and event_type like 'transaction.%'
                            group by aggregate_id),
                        sample as (
                            select transaction_id as id, count(*) as samples,
                                   count(value) filter (where measurand = 'Energy.Active.Import.Register')
                                       as registers,
                                   count(distinct value)
                                       filter (where measurand = 'Energy.Active.Import.Register')
                                       as distinct_registers
                            from meter_value where transaction_id > ?
                            group by transaction_id)
                        select coalesce(event.id, t.transaction_id, sample.id),
                               coalesce(event.charge_point, t.charge_point_id, '?'),
                               coalesce(event.starts, 0), coalesce(event.stops, 0),
                               t.transaction_id is not null, coalesce(t.state, '') = 'Stopped',
                               coalesce(sample.samples, 0), coalesce(sample.registers, 0),
                               coalesce(sample.distinct_registers, 0)
                        from event
                        full join (select * from transaction where transaction_id > ?) t
                            on t.transaction_id = event.id
                        full join sample on sample.id = coalesce(event.id, t.transaction_id)
                        """)) {
            query.setLong(1, mark.event());
            query.setInt(2, mark.transaction());
            query.setInt(3, mark.transaction());
            var stored = new HashMap<Integer, Stored>();
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    stored.put(
                            row.getInt(1),
                            new Stored(
                                    row.getString(2),
                                    row.getInt(3),
                                    row.getInt(4),
                                    row.getBoolean(5),
                                    row.getBoolean(6),
                                    row.getInt(7),
                                    row.getInt(8),
                                    row.getInt(9)));
                }
            }
            return stored;
        }
    }
}
