package io.mainspring.benchmarks.load;

import io.mainspring.benchmarks.load.SessionsPhase.Load;
import io.mainspring.ocpp.v16.Action;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The phases, one after the other, on one instance. */
final class LoadRun {

    private static final Target SESSION_RATE =
            Target.atLeast("closed-loop sessions", 2_500, "calls/s");
    private static final double CARRIED = 2_500;
    private static final Target AUTHORIZE = Target.below("Authorize p99 at that rate", 150, "ms");
    private static final Target PACED = Target.below("slowest action's p99 at that rate", 50, "ms");
    private static final Target HEAP = Target.below("heap per idle connection", 15, "KiB");
    private static final Target BOOTS = Target.atLeast("connect and boot", 1_000, "boots/s");
    private static final Target WITH_HISTORY =
            Target.atLeast("calls/s with the history, of those without", 90, "%");
    private static final double BYTES_PER_KIB = 1024;

    private final Instance instance;
    private final Report report;
    private final LoadSettings settings;
    private final History history;

    LoadRun(Instance instance, Report report, LoadSettings settings) {
        this.instance = instance;
        this.report = report;
        this.settings = settings;
        this.history = new History(instance, report);
    }

    void run() throws IOException, InterruptedException, SQLException {
        report.heading("Preparation");
        history.idTags(settings.chargePoints());
        var before = sessions("");
        var pacedBefore = paced("");
        carried();
        if (settings.history() > 0) {
            withHistory(before, pacedBefore);
        }
        if (settings.phases().contains(Phase.idle)) {
            idle();
        }
        if (settings.phases().contains(Phase.storm)) {
            storm();
        }
    }

    private void withHistory(
            SessionsPhase.@Nullable Result before, SessionsPhase.@Nullable Result pacedBefore)
            throws IOException, InterruptedException, SQLException {
        report.heading(String.format(Locale.ROOT, "History of %,d", settings.history()));
        int idTags = Math.max(settings.history(), settings.chargePoints());
        history.idTags(idTags);
        history.transactions(settings.history(), idTags, settings.chargePoints());
        var after = sessions(", with history");
        if (before != null && after != null) {
            report.target(
                    WITH_HISTORY,
                    100 * after.callsPerSecond() / before.callsPerSecond(),
                    settings.isFull(Phase.sessions));
        }
        var pacedAfter = paced(", with history");
        if (pacedBefore != null && pacedAfter != null) {
            report.figure(
                    "slowest action's p99 without and with",
                    String.format(
                            Locale.ROOT,
                            "%.1f ms, %.1f ms",
                            pacedBefore.worstP99Millis(),
                            pacedAfter.worstP99Millis()));
        }
    }

    private SessionsPhase.@Nullable Result sessions(String how)
            throws InterruptedException, SQLException {
        if (!settings.phases().contains(Phase.sessions)) {
            return null;
        }
        report.heading(
                "Sessions in a closed loop, " + settings.chargePoints() + " charge points" + how);
        var result =
                new SessionsPhase(instance, report)
                        .run(
                                new Load(
                                        settings.chargePoints(),
                                        0,
                                        settings.warmUp(),
                                        settings.duration()));
        var isFull = settings.isFull(Phase.sessions);
        report.target(SESSION_RATE, result.callsPerSecond(), isFull);
        return result;
    }

    /** The rate that is asked for, where a closed loop would only show how long its own queue is. */
    private void carried() throws InterruptedException, SQLException {
        if (settings.isFull(Phase.sessions) && settings.isFull(Phase.paced)) {
            var result = atRate(CARRIED, "");
            report.target(AUTHORIZE, result.p99Millis(Action.AUTHORIZE), true);
        }
    }

    private SessionsPhase.@Nullable Result paced(String how)
            throws InterruptedException, SQLException {
        if (!settings.phases().contains(Phase.paced)) {
            return null;
        }
        var result = atRate(settings.pacedRate(), how);
        report.target(PACED, result.worstP99Millis(), settings.isFull(Phase.paced));
        return result;
    }

    private SessionsPhase.Result atRate(double callsPerSecond, String how)
            throws InterruptedException, SQLException {
        report.heading(
                String.format(
                        Locale.ROOT,
                        "Sessions at %,.0f calls/s, %d charge points%s",
                        callsPerSecond,
                        settings.chargePoints(),
                        how));
        return new SessionsPhase(instance, report)
                .run(
                        new Load(
                                settings.chargePoints(),
                                callsPerSecond,
                                settings.warmUp(),
                                settings.duration()));
    }

    private void idle() throws InterruptedException, IOException {
        report.heading(
                String.format(
                        Locale.ROOT,
                        "%,d idle connections, security profile %d",
                        settings.idleConnections(),
                        securityProfile(0)));
        double bytes =
                new IdlePhase(instance, report).run(settings.idleConnections(), securityProfile(0));
        if (!Double.isNaN(bytes)) {
            report.target(HEAP, bytes / BYTES_PER_KIB, settings.isFull(Phase.idle));
        }
    }

    private void storm() throws InterruptedException, IOException {
        report.heading(
                String.format(
                        Locale.ROOT,
                        "Storm of %,d charge points with security profile %d, %s",
                        settings.stormChargePoints(),
                        securityProfile(1),
                        settings.stormRate() == 0
                                ? "all at once"
                                : String.format(
                                        Locale.ROOT, "%,.0f power-ons/s", settings.stormRate())));
        double rate =
                new StormPhase(instance, report)
                        .run(
                                settings.stormChargePoints(),
                                settings.stormRate(),
                                securityProfile(1));
        report.target(BOOTS, rate, settings.isFull(Phase.storm));
    }

    private int securityProfile(int usual) {
        return Objects.requireNonNullElse(settings.securityProfile(), usual);
    }
}
