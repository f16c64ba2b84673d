package io.mainspring.benchmarks.load;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Gives the platform a past: idTags through its import, and finished transactions as stored events
 * with the rows that the deciding side keeps beside them. The platform itself then builds the view
 * and publishes, as if it had all happened, and only when it has caught up is the past complete.
 *
 * <p>The transactions are spread over two years, over all the idTags and over the charge points of
 * the load, which thereby have thousands each. They have no meter values.
 */
final class History {

    private static final int TAGS_PER_REQUEST = 100_000;
    private static final int TRANSACTIONS_PER_COMMIT = 20_000;
    private static final int YEARS_IN_SECONDS = 2 * 365 * 24 * 3600;
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration STEP = Duration.ofSeconds(2);

    /** Both rows of a transaction's life at once: what is decided by, and the two events. */
    private static final String TRANSACTIONS =
            """
            with past as (
                select n,
                       ? || lpad((n %% ? + 1)::text, 5, '0') as charge_point,
                       ? || lpad((n %% ? + 1)::text, 8, '0') as id_tag,
                       date_trunc('second', now()) - make_interval(secs => %1$d)
                           + make_interval(secs => (n / ?) * ?) as starts,
                       make_interval(secs => ?) as duration,
                       (n / ?) * 7400 as meter
                from generate_series(?::int, ?::int) n),
            known as (
                insert into transaction_key (charge_point_key, connector_id, started_at, id_tag_key,
                    meter_start, accepted, received_at, begins_at, ends_at, meter_stop, id_used)
                select lower(charge_point), 1, starts, lower(id_tag), meter, true, starts, starts,
                       starts + duration, meter + 7400, true
                from past order by n
                returning transaction_id, charge_point_key, id_tag_key, meter_start, started_at,
                    ends_at, meter_stop)
            insert into domain_event (event_id, aggregate_type, aggregate_id, sequence, event_type,
                event_revision, payload, metadata, occurred_at)
            select gen_random_uuid(), 'Transaction', transaction_id::text, sequence,
                   case sequence when 0 then 'transaction.started' else 'transaction.stopped' end,
                   null,
                   jsonb_build_object(
                       'transactionId', transaction_id,
                       'chargePointId', upper(charge_point_key),
                       'connectorId', 1,
                       'idTag', upper(id_tag_key),
                       'meterStart', meter_start,
                       'startedAt', to_char(started_at at time zone 'UTC', '%2$s'),
                       'receivedAt', to_char(
                           (case sequence when 0 then started_at else ends_at end)
                               at time zone 'UTC', '%2$s'),
                       'remarks', jsonb_build_array())
                   || case sequence
                       when 0 then jsonb_build_object('verdict', 'Accepted')
                       else jsonb_build_object(
                           'meterStop', meter_stop,
                           'energyWh', meter_stop - meter_start,
                           'stoppedAt', to_char(ends_at at time zone 'UTC', '%2$s'),
                           'reason', 'Local',
                           'stoppedBy', upper(id_tag_key))
                      end,
                   '{}',
                   case sequence when 0 then started_at else ends_at end
            from known cross join (values (0), (1)) as life (sequence)
            order by transaction_id, sequence
            """
                    .formatted(YEARS_IN_SECONDS, "YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"");

    private final Instance instance;
    private final Report report;

    History(Instance instance, Report report) {
        this.instance = instance;
        this.report = report;
    }

    /** Registers the idTags with these numbers and waits until the transaction service has them. */
    void idTags(int count) throws IOException, InterruptedException, SQLException {
        long begin = System.nanoTime();
        try (var api = new Api(instance);
                var connection = instance.connect("transaction")) {
            for (int from = 1; from <= count; from += TAGS_PER_REQUEST) {
                api.importIdTags(
                        Names.idTagCsv(from, Math.min(count, from + TAGS_PER_REQUEST - 1)));
            }
            double imported = secondsSince(begin);
            await(
                    "idTags in the transaction service",
                    count,
                    () -> number(connection, "select count(*) from id_tag"));
            report.figure(
                    "idTags",
                    String.format(
                            Locale.ROOT,
                            "%,d imported over REST in %.1f s, everywhere after %.1f s",
                            count,
                            imported,
                            secondsSince(begin)));
        }
    }

    /**
     * Writes finished transactions, none of them running at the same time on one connector.
     *
     * @param idTags they are of these, in turn
     * @param chargePoints they were at these, in turn
     */
    void transactions(int count, int idTags, int chargePoints)
            throws InterruptedException, SQLException {
        long begin = System.nanoTime();
        try (var connection = instance.connect("transaction")) {
            for (int from = 0; from < count; from += TRANSACTIONS_PER_COMMIT) {
                int to = Math.min(count, from + TRANSACTIONS_PER_COMMIT) - 1;
                write(connection, from, to, count, idTags, chargePoints);
            }
            double written = secondsSince(begin);
            long last = number(connection, "select max(global_index) from domain_event");
            await(
                    "followers of the events",
                    last,
                    () -> number(connection, "select min(last_index) from follower_position"));
            report.figure(
                    "transactions",
                    String.format(
                            Locale.ROOT,
                            "%,d written in %.1f s, in the view and published after %.1f s",
                            count,
                            written,
                            secondsSince(begin)));
        }
        tidyUp();
    }

    private static void write(
            Connection connection, int from, int to, int count, int idTags, int chargePoints)
            throws SQLException {
        int perChargePoint = Math.max(1, (count + chargePoints - 1) / chargePoints);
        int gap = Math.max(2, (YEARS_IN_SECONDS - 24 * 3600) / perChargePoint);
        try (var insert = connection.prepareStatement(TRANSACTIONS)) {
            int i = 1;
            insert.setString(i++, Names.SESSION_PREFIX);
            insert.setInt(i++, chargePoints);
            insert.setString(i++, Names.ID_TAG_PREFIX);
            insert.setInt(i++, idTags);
            insert.setInt(i++, chargePoints);
            insert.setInt(i++, gap);
            insert.setInt(i++, gap / 2);
            insert.setInt(i++, chargePoints);
            insert.setInt(i++, from);
            insert.setInt(i, to);
            insert.executeUpdate();
        }
    }

    /** What autovacuum and checkpoints would do within the next hours. */
    private void tidyUp() throws SQLException {
        long begin = System.nanoTime();
        run("transaction", "vacuum (analyze) domain_event");
        run("transaction", "vacuum (analyze) transaction_key");
        run("transaction", "vacuum (analyze) transaction");
        run("transaction", "vacuum (analyze) id_tag");
        run("auth", "vacuum (analyze) domain_event");
        run("auth", "vacuum (analyze) id_tag");
        run("postgres", "checkpoint");
        report.figure(
                "vacuum, analyze, checkpoint",
                String.format(Locale.ROOT, "%.1f s", secondsSince(begin)));
    }

    private void run(String role, String command) throws SQLException {
        try (var connection = instance.connect(role);
                var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static void await(String what, long expected, LongSupplier seen)
            throws InterruptedException {
        if (!Waiting.until(() -> seen.getAsLong() >= expected, PATIENCE, STEP)) {
            throw new IllegalStateException(
                    what + ": only " + seen.getAsLong() + " of " + expected + " in " + PATIENCE);
        }
    }

    private static long number(Connection connection, String query) {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    private static double secondsSince(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
