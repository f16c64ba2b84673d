package io.mainspring.benchmarks.load;

import static io.mainspring.benchmarks.load.Report.millis;

import io.mainspring.ocpp.v16.Action;
import io.mainspring.simulator.chargepoint.Setup;
import io.mainspring.simulator.fleet.Fleet;
import io.mainspring.simulator.fleet.Latencies;
import io.mainspring.simulator.fleet.SessionLoad;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Charge points that run sessions, each with one CALL in flight: as fast as they are answered, or
 * with pauses that make a given rate. Afterwards the books are compared.
 */
final class SessionsPhase {

    private static final Duration BOOT_PATIENCE = Duration.ofMinutes(2);
    private static final Duration END_PATIENCE = Duration.ofMinutes(2);
    private static final Duration STORE_PATIENCE = Duration.ofMinutes(1);
    private static final Duration CALM = Duration.ofSeconds(2);
    private static final Duration STEP = Duration.ofMillis(250);
    private static final int BOOTS_PER_SECOND = 100;
    private static final int PROBLEMS_TOLD = 8;
    private static final SessionLoad.Shape SHAPE = SessionLoad.Shape.TEN_METER_VALUES;

    private final Instance instance;
    private final Report report;

    SessionsPhase(Instance instance, Report report) {
        this.instance = instance;
        this.report = report;
    }

    /**
     * The load.
     *
     * @param callsPerSecond of all charge points together; 0: as many as are answered
     * @param warmUp not measured
     */
    record Load(int chargePoints, double callsPerSecond, Duration warmUp, Duration duration) {

        /** Pause between an answer and the next CALL that makes the rate, if answers take so long. */
        Duration think(Duration answer) {
            if (callsPerSecond == 0) {
                return Duration.ZERO;
            }
            var cycle = Duration.ofNanos((long) (chargePoints * 1e9 / callsPerSecond));
            var rest = cycle.minus(answer);
            return rest.isPositive() ? rest : Duration.ofNanos(1);
        }
    }

    /** What was measured between warm-up and end. */
    record Result(double callsPerSecond, Map<Action, Latencies.Summary> latencies) {

        double p99Millis(Action action) {
            var summary = latencies.get(action);
            return summary == null ? Double.NaN : millis(summary.p99());
        }

        /** The action with the slowest hundredth. */
        double worstP99Millis() {
            return latencies.values().stream()
                    .mapToDouble(summary -> millis(summary.p99()))
                    .max()
                    .orElse(Double.NaN);
        }
    }

    Result run(Load load) throws InterruptedException, SQLException {
        try (var connection = instance.connect("transaction");
                var fleet = fleet(load.chargePoints())) {
            var books = new Books(connection);
            boot(fleet, load.chargePoints());
            var mark = books.mark();
            var ledger = new Ledger();
            var pausing = load.callsPerSecond() > 0;
            long broken = 0;
            if (pausing) {
                broken += warmUp(fleet, ledger, load);
            }
            var answer = pausing ? fleet.statistics().latencies().summary().p50() : Duration.ZERO;
            var think = load.think(answer);
            var sessions =
                    new SessionLoad(
                            SHAPE.withThink(think), Names.idTags(load.chargePoints()), ledger);
            sessions.start(fleet.chargePoints(), think);
            Waiting.pause(pausing ? think.plus(CALM) : load.warmUp());
            var result = measure(fleet, load.duration());
            sessions.stop();
            var isEnded = Waiting.until(sessions::isEnded, END_PATIENCE, STEP);
            broken += sessions.broken();
            report.proof("sessions came to their end", isEnded, "");
            report.failures(failures(fleet, broken));
            compare(books, mark, ledger, broken);
            return result;
        }
    }

    private Fleet fleet(int count) {
        var setups =
                Names.chargePoints(Names.SESSION_PREFIX, count).stream()
                        .map(id -> Setup.of(instance.addresses().ocpp(), id))
                        .toList();
        return new Fleet(setups, Math.min(2, Runtime.getRuntime().availableProcessors()), 1);
    }

    private static void boot(Fleet fleet, int count) throws InterruptedException {
        fleet.powerOn(BOOTS_PER_SECOND);
        // Each boots, then reports the status of itself and of its connector.
        if (!fleet.await(seen -> seen.answered() >= 3L * count, BOOT_PATIENCE)) {
            throw new IllegalStateException(
                    "only "
                            + fleet.statistics().accepted()
                            + " of "
                            + count
                            + " charge points were accepted: "
                            + fleet.statistics().failures());
        }
    }

    /** Warms up at the rate and learns how long answers take. */
    private static long warmUp(Fleet fleet, Ledger ledger, Load load) throws InterruptedException {
        var think = load.think(Duration.ZERO);
        var sessions =
                new SessionLoad(SHAPE.withThink(think), Names.idTags(load.chargePoints()), ledger);
        sessions.start(fleet.chargePoints(), think);
        Waiting.pause(load.warmUp().dividedBy(2));
        fleet.statistics().latencies().reset();
        Waiting.pause(load.warmUp().dividedBy(2));
        sessions.stop();
        Waiting.until(sessions::isEnded, END_PATIENCE, STEP);
        return sessions.broken();
    }

    private Result measure(Fleet fleet, Duration duration) throws InterruptedException {
        var usage = ProcessorUsage.begin(instance.process());
        var latencies = fleet.statistics().latencies();
        latencies.reset();
        long begin = System.nanoTime();
        Waiting.pause(duration);
        var all = latencies.summary();
        double seconds = (System.nanoTime() - begin) / 1e9;
        var byAction = new EnumMap<Action, Latencies.Summary>(Action.class);
        for (var action : Action.values()) {
            var summary = latencies.summary(action);
            if (summary.count() > 0) {
                byAction.put(action, summary);
            }
        }
        report.figure(
                "measured",
                String.format(
                        Locale.ROOT,
                        "%,d calls in %.0f s = %,.0f calls/s",
                        all.count(),
                        seconds,
                        all.count() / seconds));
        report.latencies(byAction);
        report.figure("processors busy", usage.text());
        return new Result(all.count() / seconds, byAction);
    }

    private static Map<String, Long> failures(Fleet fleet, long broken) {
        var failures = new TreeMap<>(fleet.statistics().failures());
        if (broken > 0) {
            failures.put("sessions given up", broken);
        }
        return failures;
    }

    /** Waits until the books agree or a minute is over, for views follow the events. */
    private void compare(Books books, Books.Mark mark, Ledger ledger, long broken)
            throws SQLException, InterruptedException {
        var acknowledged = ledger.transactions();
        var comparison =
                new Object() {
                    Reconciliation last = new Reconciliation(0, 0, List.of("nothing was compared"));
                };
        long begin = System.nanoTime();
        Waiting.until(
                () -> {
                    try {
                        comparison.last =
                                Reconciliation.of(
                                        acknowledged,
                                        books.transactionsSince(mark),
                                        SHAPE.samples(),
                                        broken);
                        return comparison.last.isClean();
                    } catch (SQLException e) {
                        throw new IllegalStateException("the books cannot be read", e);
                    }
                },
                STORE_PATIENCE,
                CALM);
        var result = comparison.last;
        report.figure(
                "acknowledged",
                String.format(
                        Locale.ROOT,
                        "%,d transactions, %,d MeterValues (%,d sampled values)",
                        acknowledged.size(),
                        ledger.meterValues(),
                        ledger.meterValues() * SHAPE.samples()));
        report.figure(
                "in PostgreSQL",
                String.format(
                        Locale.ROOT,
                        "%,d transactions, %,d sampled values",
                        result.transactions(),
                        result.samples()));
        report.proof(
                "acknowledged is there exactly once",
                result.isClean() && ledger.idsGivenTwice() == 0,
                String.format(
                        Locale.ROOT,
                        "%s, compared within %.1f s",
                        result.isClean()
                                ? "nothing missing, nothing twice"
                                : result.problems().size() + " differences",
                        (System.nanoTime() - begin) / 1e9));
        result.problems().stream().limit(PROBLEMS_TOLD).forEach(p -> report.line("    " + p));
        if (ledger.idsGivenTwice() > 0) {
            report.line("    " + ledger.idsGivenTwice() + " transaction ids were given twice");
        }
        long loose = books.samplesWithoutTransaction(Names.SESSION_PREFIX);
        report.proof("every sampled value has its transaction", loose == 0, loose + " without");
    }
}
