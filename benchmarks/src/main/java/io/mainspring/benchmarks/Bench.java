package io.mainspring.benchmarks;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.mainspring.benchmarks.load.LoadRunner;
import io.mainspring.benchmarks.load.LoadSettings;
import io.mainspring.benchmarks.load.Phase;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./mainspring bench}: how much load the whole platform carries on this machine. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Starts the platform in a JVM of its own, on free ports of loopback and with its data in"
                    + " a temporary directory, and puts load on it; checks afterwards that"
                    + " everything acknowledged is in the database exactly once.",
            "Exits with 1 if a target was missed or a check failed."
        })
public final class Bench implements Callable<Integer> {

    @Option(names = "--quick", description = "Little load for a few seconds: shows that it works.")
    private boolean quick;

    @Option(
            names = "--phases",
            split = ",",
            description = "Which of ${COMPLETION-CANDIDATES} (all of them).")
    private @Nullable Set<Phase> phases;

    @Option(names = "--charge-points", description = "That run sessions (200).")
    private @Nullable Integer chargePoints;

    @Option(names = "--warm-up", description = "Seconds of sessions before measuring (40).")
    private @Nullable Integer warmUpSeconds;

    @Option(names = "--duration", description = "Seconds of sessions that are measured (60).")
    private @Nullable Integer durationSeconds;

    @Option(
            names = "--paced-rate",
            description = "Calls per second, all charge points together, in phase paced (500).")
    private @Nullable Double pacedRate;

    @Option(names = "--idle", description = "Idle connections (10000).")
    private @Nullable Integer idleConnections;

    @Option(names = "--storm", description = "Charge points that boot in the storm (10000).")
    private @Nullable Integer stormChargePoints;

    @Option(
            names = "--storm-rate",
            description = "Of them, how many get power each second; 0: all at once (1500).")
    private @Nullable Double stormRate;

    @Option(
            names = "--security-profile",
            description =
                    "With which charge points come in the phases idle and storm; 2 and 3 by TLS (idle"
                            + " 0, storm 1). Targets are not judged with it.")
    private @Nullable Integer securityProfile;

    @Option(
            names = "--history",
            description =
                    "Run sessions and paced, load so many idTags and finished transactions, run"
                            + " both again and compare (0).")
    private int history;

    @Option(
            names = "--against",
            paramLabel = "DATA_DIR",
            description =
                    "Use the instance that runs on this data directory. It keeps what the load"
                            + " leaves behind.")
    private @Nullable Path against;

    @Option(names = "--pid", description = "Process of that instance, to measure its memory.")
    private long pid;

    @Option(
            names = "--heap",
            defaultValue = "2g",
            description = "-Xmx of the platform's JVM (${DEFAULT-VALUE}).")
    private String heap = "2g";

    @Option(
            names = "--java-option",
            description = "One more option of the platform's JVM; may be repeated.")
    private List<String> javaOptions = List.of();

    @Option(
            names = "--platform",
            paramLabel = "JAR",
            defaultValue = "standalone/target/standalone-0.1.0-SNAPSHOT.jar",
            description = "The platform (${DEFAULT-VALUE}).")
    private Path jar = Path.of("standalone/target/standalone-0.1.0-SNAPSHOT.jar");

    @Option(
            names = "--jfr",
            paramLabel = "FILE",
            description = "Record the platform's JVM with Flight Recorder.")
    private @Nullable Path flightRecording;

    @Option(
            names = "--write",
            paramLabel = "NAME",
            description = "Keep the report as benchmarks/results/<date>-NAME.txt.")
    private @Nullable String name;

    @Spec private @Nullable CommandSpec spec;

    public static void main(String[] arguments) {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    /** @return 0 if every target that could be judged was reached and every check passed */
    @Override
    public Integer call() throws Exception {
        var commandLine = Objects.requireNonNull(spec).commandLine();
        var screen = new PrintWriter(commandLine.getOut(), true);
        var runner = new LoadRunner(settings(), command(commandLine), screen);
        int missed =
                against == null
                        ? runner.onOwnPlatform(
                                new LoadRunner.OwnPlatform(jar, heap, javaOptions, flightRecording),
                                name)
                        : runner.against(against, pid, name);
        return missed == 0 ? 0 : 1;
    }

    private static String command(CommandLine commandLine) {
        var words = commandLine.getParseResult().originalArgs();
        return ("./mainspring bench " + String.join(" ", words)).strip();
    }

    private LoadSettings settings() {
        var usual = quick ? LoadSettings.quick() : LoadSettings.full();
        return new LoadSettings(
                Objects.requireNonNullElse(phases, usual.phases()),
                Objects.requireNonNullElse(chargePoints, usual.chargePoints()),
                warmUpSeconds == null ? usual.warmUp() : Duration.ofSeconds(warmUpSeconds),
                durationSeconds == null ? usual.duration() : Duration.ofSeconds(durationSeconds),
                Objects.requireNonNullElse(pacedRate, usual.pacedRate()),
                Objects.requireNonNullElse(idleConnections, usual.idleConnections()),
                Objects.requireNonNullElse(stormChargePoints, usual.stormChargePoints()),
                Objects.requireNonNullElse(stormRate, usual.stormRate()),
                securityProfile,
                history);
    }
}
