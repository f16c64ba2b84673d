package io.mainspring.benchmarks.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Provides the instance, runs the load on it and keeps the report. */
public final class LoadRunner {

    private static final Path RESULTS = Path.of("benchmarks", "results");
    private static final int COMPLAINTS_TOLD = 10;

    private final LoadSettings settings;
    private final String command;
    private final Report report;

    /** @param command as it was typed, for the report */
    public LoadRunner(LoadSettings settings, String command, PrintWriter screen) {
        this.settings = settings;
        this.command = command;
        this.report = new Report(screen);
    }

    /** Where a platform of its own comes from. */
    public record OwnPlatform(
            Path jar, String heap, List<String> javaOptions, @Nullable Path flightRecording) {}

    /**
     * Starts a platform for the run and ends it afterwards.
     *
     * @param name the report goes to a file of this name and today's date; null: to none
     * @return how many targets were missed and proofs failed
     */
    public int onOwnPlatform(OwnPlatform own, @Nullable String name)
            throws IOException, InterruptedException, SQLException {
        begin();
        report.figure("platform", "a JVM of its own, -Xmx" + own.heap());
        var options =
                new PlatformProcess.Options(
                        own.jar(), own.heap(), own.javaOptions(), own.flightRecording());
        try (var platform = PlatformProcess.start(options)) {
            new LoadRun(platform.instance(), report, settings).run();
            tellComplaints(platform.complaints());
        }
        return end(name);
    }

    /**
     * Runs against an instance that somebody else started.
     *
     * @param pid its process, 0 if it is not known: then memory is not measured
     */
    public int against(Path dataDirectory, long pid, @Nullable String name)
            throws IOException, InterruptedException, SQLException {
        begin();
        report.figure("platform", "running already");
        var process = pid == 0 ? Optional.<ProcessHandle>empty() : ProcessHandle.of(pid);
        new LoadRun(Instance.on(dataDirectory, process), report, settings).run();
        return end(name);
    }

    private void begin() throws InterruptedException {
        report.line("Load run of the whole platform, client on the same machine");
        report.figure("date", LocalDate.now(ZoneOffset.UTC).toString());
        report.figure("command", command);
        Machine.describe(report);
    }

    private int end(@Nullable String name) throws IOException {
        report.heading("Result");
        report.line(
                report.shortfalls() == 0
                        ? "  every judged target was reached and every proof passed"
                        : "  " + report.shortfalls() + " missed (short or FAILED above)");
        if (name != null) {
            report.write(RESULTS.resolve(LocalDate.now(ZoneOffset.UTC) + "-" + name + ".txt"));
        }
        return report.shortfalls();
    }

    private void tellComplaints(List<String> complaints) {
        report.heading("What the platform logged");
        report.figure("warnings and errors", Integer.toString(complaints.size()));
        complaints.stream().limit(COMPLAINTS_TOLD).forEach(line -> report.line("    " + line));
    }
}
