package io.mainspring.simulator;

import io.mainspring.ocpp.v16.Action;
import io.mainspring.simulator.fleet.FleetStatistics;
import io.mainspring.simulator.fleet.Latencies;
import java.time.Duration;
import java.util.Locale;

/** The fleet's state in one line, and at the end in a table. */
final class Progress {

    private final FleetStatistics statistics;
    private final int count;
    private long answeredBefore;
    private long nanosBefore;

    Progress(FleetStatistics statistics, int count, long startNanos) {
        this.statistics = statistics;
        this.count = count;
        this.nanosBefore = startNanos;
    }

    /** The rate of calls is since the line before. */
    String line(long nowNanos, Duration sinceStart) {
        var answered = statistics.answered();
        var rate = (answered - answeredBefore) * 1e9 / Math.max(1, nowNanos - nanosBefore);
        answeredBefore = answered;
        nanosBefore = nowNanos;
        var latency = statistics.latencies().summary();
        return String.format(
                Locale.ROOT,
                "%s  connected %d/%d  transactions %d (%d ended, %.1f kWh)  calls %d (%.0f/s)"
                        + "  commands %d  errors %d  p50 %s  p95 %s  p99 %s",
                clock(sinceStart),
                statistics.connected(),
                count,
                statistics.transactionsStarted(),
                statistics.transactionsStopped(),
                statistics.deliveredWh() / 1000.0,
                answered,
                rate,
                statistics.commands(),
                statistics.failed(),
                millis(latency.p50()),
                millis(latency.p95()),
                millis(latency.p99()));
    }

    String table() {
        var table = new StringBuilder();
        table.append(
                String.format(
                        Locale.ROOT,
                        "%n%-32s %10s %10s %10s %10s %10s%n",
                        "answered",
                        "count",
                        "p50",
                        "p95",
                        "p99",
                        "max"));
        for (var action : Action.values()) {
            var summary = statistics.latencies().summary(action);
            if (summary.count() > 0) {
                row(table, action.wireName(), summary);
            }
        }
        row(table, "all", statistics.latencies().summary());
        if (statistics.failed() > 0) {
            table.append(String.format("%n%-64s %10s%n", "errors", "count"));
            statistics
                    .failures()
                    .forEach((what, times) ->
                            table.append(String.format("%-64s %10d%n", what, times)));
        }
        return table.toString();
    }

    private static void row(StringBuilder table, String name, Latencies.Summary summary) {
        table.append(
                String.format(
                        Locale.ROOT,
                        "%-32s %10d %10s %10s %10s %10s%n",
                        name,
                        summary.count(),
                        millis(summary.p50()),
                        millis(summary.p95()),
                        millis(summary.p99()),
                        millis(summary.max())));
    }

    private static String clock(Duration duration) {
        return String.format(
                "%02d:%02d:%02d",
                duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
    }
}
