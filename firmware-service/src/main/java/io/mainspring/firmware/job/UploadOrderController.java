package io.mainspring.firmware.job;

import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.calls.CommandView;
import io.mainspring.kit.web.Problem;
import io.mainspring.ocpp.v16.action.GetDiagnostics;
import io.mainspring.ocpp.v16.action.GetLog;
import io.mainspring.ocpp.v16.type.LogParameters;
import io.mainspring.ocpp.v16.type.LogType;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Diagnostics and logs of one charge point; without a location they are brought to us. */
@RestController
@RequestMapping("/api/v1")
class UploadOrderController {

    private final JobDesk desk;
    private final UploadLocations locations;

    UploadOrderController(JobDesk desk, UploadLocations locations) {
        this.desk = desk;
        this.locations = locations;
    }

    /** GetDiagnostics. */
    record Diagnostics(
            @Nullable String chargePointId,
            @Nullable String location,
            @Nullable Integer retries,
            @Nullable Integer retryInterval,
            @Nullable Instant startTime,
            @Nullable Instant stopTime) {}

    /** GetLog. */
    record Log(
            @Nullable String chargePointId,
            @Nullable String logType,
            @Nullable Integer requestId,
            @Nullable Integer retries,
            @Nullable Integer retryInterval,
            @Nullable Span log) {}

    /** OCPP's {@code log}. */
    record Span(
            @Nullable String remoteLocation,
            @Nullable Instant oldestTimestamp,
            @Nullable Instant latestTimestamp) {

        static final Span ALL = new Span(null, null, null);
    }

    /**
     * Orders diagnostics.
     *
     * @param force whatever the charge point says that it can speak
     */
    @PostMapping("/diagnostics/get")
    ResponseEntity<CommandView> diagnostics(
            @RequestBody Diagnostics body,
            @RequestParam(defaultValue = "false") boolean force,
            CallOptions options) {
        var chargePointId = desk.chargePoint(body.chargePointId());
        var jobId = JobDesk.jobId(options);
        var before = desk.before(jobId, JobType.DIAGNOSTICS, options);
        var deadline = desk.deadline(JobLine.DIAGNOSTICS, options);
        Numbers.notNegative(body.retries(), "/retries");
        Numbers.notNegative(body.retryInterval(), "/retryInterval");
        inOrder(body.startTime(), body.stopTime(), "/stopTime");
        var location =
                locations.choose(
                        jobId,
                        JobLine.DIAGNOSTICS,
                        chargePointId,
                        body.location(),
                        "/location",
                        before,
                        deadline,
                        force);
        return desk.place(
                chargePointId,
                new GetDiagnostics.Request(
                        location,
                        body.retries(),
                        body.retryInterval(),
                        body.startTime(),
                        body.stopTime()),
                JobDesk.Terms.upload(jobId, JobType.DIAGNOSTICS, null, deadline),
                before,
                options);
    }

    /**
     * Orders a log.
     *
     * @param force whatever the charge point says that it can speak
     */
    @PostMapping("/logs/get")
    ResponseEntity<CommandView> log(
            @RequestBody Log body,
            @RequestParam(defaultValue = "false") boolean force,
            CallOptions options) {
        var chargePointId = desk.chargePoint(body.chargePointId());
        var type = type(body.logType());
        var span = Objects.requireNonNullElse(body.log(), Span.ALL);
        var jobId = JobDesk.jobId(options);
        var before = desk.before(jobId, JobType.LOG, options);
        var deadline = desk.deadline(JobLine.LOG, options);
        Numbers.notNegative(body.retries(), "/retries");
        Numbers.notNegative(body.retryInterval(), "/retryInterval");
        Numbers.positive(body.requestId(), "/requestId");
        inOrder(span.oldestTimestamp(), span.latestTimestamp(), "/log/latestTimestamp");
        var location =
                locations.choose(
                        jobId,
                        JobLine.LOG,
                        chargePointId,
                        span.remoteLocation(),
                        "/log/remoteLocation",
                        before,
                        deadline,
                        force);
        int requestId =
                body.requestId() != null
                        ? body.requestId()
                        : before.map(o -> o.request().path("requestId").asInt())
                                .orElseGet(desk::nextRequestId);
        return desk.place(
                chargePointId,
                new GetLog.Request(
                        new LogParameters(
                                location.toString(),
                                span.oldestTimestamp(),
                                span.latestTimestamp()),
                        type,
                        requestId,
                        body.retries(),
                        body.retryInterval()),
                JobDesk.Terms.upload(jobId, JobType.LOG, requestId, deadline),
                before,
                options);
    }

    private static LogType type(@Nullable String name) {
        for (var type : LogType.values()) {
            if (type.wireName().equals(name)) {
                return type;
            }
        }
        throw Problem.badRequest("/logType", "must be DiagnosticsLog or SecurityLog");
    }

    private static void inOrder(@Nullable Instant from, @Nullable Instant to, String pointer) {
        if (from != null && to != null && to.isBefore(from)) {
            throw Problem.badRequest(pointer, "must not lie before the beginning");
        }
    }
}
