package io.mainspring.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.ocpp.v16.Action;
import io.mainspring.simulator.fleet.Latencies;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final Target RATE = Target.atLeast("sessions", 2_500, "calls/s");
    private static final Target LATENCY = Target.below("Authorize p99", 150, "ms");

    private final StringWriter screen = new StringWriter();
    private final Report report = new Report(new PrintWriter(screen));

    @Test
    void atLeastIncludesItsBoundAndBelowDoesNot() {
        assertThat(RATE.judge(2_500)).isEqualTo(Target.Verdict.PASS);
        assertThat(RATE.judge(2_499.9)).isEqualTo(Target.Verdict.SHORT);
        assertThat(LATENCY.judge(149.9)).isEqualTo(Target.Verdict.PASS);
        assertThat(LATENCY.judge(150)).isEqualTo(Target.Verdict.SHORT);
    }

    @Test
    void noNumberReachesNothing() {
        assertThat(RATE.judge(Double.NaN)).isEqualTo(Target.Verdict.SHORT);
        assertThat(LATENCY.judge(Double.NaN)).isEqualTo(Target.Verdict.SHORT);
    }

    @Test
    void aLineNamesFigureTargetAndVerdict() {
        assertThat(RATE.line(3_210.4, true))
                .matches(" +sessions +3,210 calls/s +target at least 2,500 calls/s: pass");
        assertThat(LATENCY.line(200, true))
                .matches(" +Authorize p99 +200\\.0 ms +target below 150 ms: short");
        assertThat(RATE.line(1, false)).endsWith("not judged, smaller load");
    }

    @Test
    void shortfallsAreCountedWhereTheyAreJudged() {
        report.target(RATE, 1, true);
        report.target(RATE, 1, false);
        report.target(RATE, 9_999, true);
        report.proof("nothing is missing", false, "3 differences");
        report.proof("nothing is twice", true, "");

        assertThat(report.shortfalls()).isEqualTo(2);
        assertThat(report.toString()).contains("FAILED: 3 differences");
    }

    @Test
    void latenciesAreMilliseconds() {
        report.latencies(
                Map.of(
                        Action.AUTHORIZE,
                        new Latencies.Summary(
                                1_200,
                                Duration.ofNanos(4_040_000),
                                Duration.ofMillis(10),
                                Duration.ofMillis(20),
                                Duration.ofSeconds(1))));

        assertThat(report.toString())
                .containsPattern("Authorize +1,200 +4\\.0 +10\\.0 +20\\.0 +1000\\.0");
    }

    @Test
    void theMostFrequentFailureComesFirst() {
        report.failures(Map.of("rare", 1L, "frequent", 1_000L));

        assertThat(report.shortfalls()).isOne();
        assertThat(report.toString())
                .containsPattern("(?s)FAILED: 1,001 errors\n.*1,000  frequent\n.*1  rare");
    }

    @Test
    void theFileHoldsWhatTheScreenShowed(@TempDir Path directory) throws IOException {
        report.heading("Sessions");
        report.figure("measured", "some");

        var file = directory.resolve("results/today.txt");
        report.write(file);

        assertThat(Files.readString(file)).isEqualTo(screen.toString()).contains("Sessions\n----");
    }
}
