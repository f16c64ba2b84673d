package io.mainspring.simulator.chargepoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.ocpp.v16.action.DiagnosticsStatusNotification;
import io.mainspring.ocpp.v16.action.GetDiagnostics;
import io.mainspring.ocpp.v16.action.GetLog;
import io.mainspring.ocpp.v16.action.LogStatusNotification;
import io.mainspring.ocpp.v16.type.DiagnosticsStatus;
import io.mainspring.ocpp.v16.type.LogStatus;
import io.mainspring.ocpp.v16.type.UploadLogStatus;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Diagnostics and logs, really brought to where the central system wants them: a text that tells of the charge point.
 * Of each of the two one upload runs at a time; a new request drops the one before.
 */
@SuppressWarnings("FutureReturnValueIgnored") // failures reach the observer
final class Uploads {

    private static final int USUAL_RETRIES = 1;
    private static final Duration USUAL_RETRY_INTERVAL = Duration.ofSeconds(10);

    private final String identity;
    private final CallWindow window;
    private final Timers timers;
    private final Executor loop;
    private final InstantSource clock;
    private final Supplier<String> state;
    private @Nullable Errand<?> diagnostics;
    private @Nullable Errand<?> log;
    private int logRequestId;

    /**
     * @param state what there is to tell
     */
    Uploads(
            String identity,
            CallWindow window,
            Timers timers,
            Executor loop,
            InstantSource clock,
            Supplier<String> state) {
        this.identity = identity;
        this.window = window;
        this.timers = timers;
        this.loop = loop;
        this.clock = clock;
        this.state = state;
    }

    Answer order(GetDiagnostics.Request request) {
        var fileName = fileName("diagnostics");
        return new Answer.Result(
                new GetDiagnostics.Response(fileName),
                fileName,
                () -> {
                    if (diagnostics != null) {
                        diagnostics.drop();
                    }
                    report(DiagnosticsStatus.UPLOADING);
                    var content = text("diagnostics", request.startTime(), request.stopTime());
                    diagnostics =
                            errand(
                                    request.location(),
                                    fileName,
                                    content,
                                    request.retries(),
                                    request.retryInterval(),
                                    isDone -> {
                                        diagnostics = null;
                                        report(
                                                isDone
                                                        ? DiagnosticsStatus.UPLOADED
                                                        : DiagnosticsStatus.UPLOAD_FAILED);
                                    });
                    diagnostics.start();
                });
    }

    Answer order(GetLog.Request request) {
        var kind = request.logType().wireName();
        var fileName = fileName(kind);
        var result = log == null ? LogStatus.ACCEPTED : LogStatus.ACCEPTED_CANCELED;
        return Answer.of(
                new GetLog.Response(result, fileName),
                result,
                () -> {
                    if (log != null) {
                        log.drop();
                    }
                    logRequestId = request.requestId();
                    report(UploadLogStatus.UPLOADING);
                    var where = request.log();
                    log =
                            errand(
                                    URI.create(where.remoteLocation()),
                                    fileName,
                                    text(kind, where.oldestTimestamp(), where.latestTimestamp()),
                                    request.retries(),
                                    request.retryInterval(),
                                    isDone -> {
                                        log = null;
                                        report(
                                                isDone
                                                        ? UploadLogStatus.UPLOADED
                                                        : UploadLogStatus.UPLOAD_FAILURE);
                                    });
                    log.start();
                });
    }

    /** What a trigger asks for: the status now, Idle if nothing runs. */
    void reportDiagnostics() {
        report(diagnostics == null ? DiagnosticsStatus.IDLE : DiagnosticsStatus.UPLOADING);
    }

    /** The same of logs. */
    void reportLog() {
        if (log == null) {
            window.call(new LogStatusNotification.Request(UploadLogStatus.IDLE, null));
        } else {
            report(UploadLogStatus.UPLOADING);
        }
    }

    private void report(DiagnosticsStatus status) {
        window.call(new DiagnosticsStatusNotification.Request(status));
    }

    private void report(UploadLogStatus status) {
        window.call(new LogStatusNotification.Request(status, logRequestId));
    }

    private Errand<?> errand(
            URI location,
            String fileName,
            byte[] content,
            @Nullable Integer retries,
            @Nullable Integer retryInterval,
            Consumer<Boolean> ended) {
        return new Errand<>(
                timers,
                loop,
                () -> {
                    FileTransfers.bring(location, fileName, content);
                    return true;
                },
                Objects.requireNonNullElse(retries, USUAL_RETRIES),
                retryInterval == null ? USUAL_RETRY_INTERVAL : Duration.ofSeconds(retryInterval),
                ended,
                () -> ended.accept(false));
    }

    private String fileName(String kind) {
        return identity + "-" + kind + "-" + clock.instant().getEpochSecond() + ".txt";
    }

    private byte[] text(String kind, @Nullable Instant from, @Nullable Instant to) {
        return """
        %s of %s at %s
        from %s to %s

        %s\
        """
                .formatted(
                        kind,
                        identity,
                        clock.instant().truncatedTo(ChronoUnit.SECONDS),
                        from == null ? "the beginning" : from,
                        to == null ? "now" : to,
                        state.get())
                .getBytes(UTF_8);
    }
}
