package io.mainspring.benchmarks.load;

import io.mainspring.ocpp.v16.Action;
import io.mainspring.simulator.fleet.Latencies;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/** Text for people: shown while it is written, kept for the file. */
final class Report {

    private static final int FAILURES_TOLD = 12;

    private final StringBuilder text = new StringBuilder();
    private final PrintWriter screen;
    private int shortfalls;

    Report(PrintWriter screen) {
        this.screen = screen;
    }

    void heading(String title) {
        line("");
        line(title);
        line("-".repeat(title.length()));
    }

    void line(String line) {
        var trimmed = line.stripTrailing();
        text.append(trimmed).append('\n');
        screen.println(trimmed);
        screen.flush();
    }

    void figure(String name, String value) {
        line(String.format(Locale.ROOT, "  %-42s %s", name, value));
    }

    void target(Target target, double figure, boolean isJudged) {
        if (isJudged && target.judge(figure) == Target.Verdict.SHORT) {
            shortfalls++;
        }
        line(target.line(figure, isJudged));
    }

    /** Something that must hold, whatever the load. */
    void proof(String name, boolean holds, String detail) {
        if (!holds) {
            shortfalls++;
        }
        figure(name, (holds ? "pass" : "FAILED") + (detail.isEmpty() ? "" : ": " + detail));
    }

    /** One line per action that was answered at all. */
    void latencies(Map<Action, Latencies.Summary> byAction) {
        line(
                String.format(
                        Locale.ROOT,
                        "  %-22s %10s %9s %9s %9s %9s",
                        "milliseconds",
                        "answered",
                        "p50",
                        "p95",
                        "p99",
                        "max"));
        byAction.forEach((action, summary) -> line(row(action.wireName(), summary)));
    }

    private static String row(String name, Latencies.Summary summary) {
        return String.format(
                Locale.ROOT,
                "  %-22s %,10d %9.1f %9.1f %9.1f %9.1f",
                name,
                summary.count(),
                millis(summary.p50()),
                millis(summary.p95()),
                millis(summary.p99()),
                millis(summary.max()));
    }

    /** What went wrong and how often, the most frequent first. Anything at all counts as missed. */
    void failures(Map<String, Long> failures) {
        long total = failures.values().stream().mapToLong(Long::longValue).sum();
        proof("nothing went wrong", total == 0, String.format(Locale.ROOT, "%,d errors", total));
        failures.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(FAILURES_TOLD)
                .forEach(failure ->
                        line(
                                String.format(
                                        Locale.ROOT,
                                        "    %,8d  %s",
                                        failure.getValue(),
                                        failure.getKey())));
    }

    /** How many targets and proofs were missed. */
    int shortfalls() {
        return shortfalls;
    }

    void write(Path file) throws IOException {
        var directory = file.getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        Files.writeString(file, text);
    }

    static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
