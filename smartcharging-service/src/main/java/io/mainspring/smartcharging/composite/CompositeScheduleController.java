package io.mainspring.smartcharging.composite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.Outcome;
import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.calls.Calls;
import io.mainspring.kit.web.Problem;
import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.v16.action.GetCompositeSchedule;
import io.mainspring.ocpp.v16.type.ChargingRateUnit;
import io.mainspring.ocpp.v16.type.ChargingSchedule;
import io.mainspring.ocpp.v16.type.GetCompositeScheduleStatus;
import io.mainspring.smartcharging.configuration.KnownChargePoints;
import io.mainspring.smartcharging.schedule.CompositeSchedule;
import io.mainspring.smartcharging.schedule.ScheduleComparison;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Composite schedules without asking the charge point, and compared with its answer. */
@RestController
@RequestMapping("/api/v1/charging-profiles/composite-schedule")
class CompositeScheduleController {

    /** Recurring profiles make cuts without end: a month is enough to see. */
    private static final int LONGEST = 31 * 24 * 60 * 60;

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final Stacks stacks;
    private final KnownChargePoints chargePoints;
    private final Calls calls;
    private final Clock clock;
    private final OcppCodec codec = OcppCodec.tolerant();

    CompositeScheduleController(
            Stacks stacks, KnownChargePoints chargePoints, Calls calls, Clock clock) {
        this.stacks = stacks;
        this.chargePoints = chargePoints;
        this.calls = calls;
        this.clock = clock;
    }

    /**
     * What is asked for; the names are GetCompositeSchedule's.
     *
     * @param connectorId 0: the grid connection of the charge point
     * @param duration seconds, up to 31 days
     * @param chargingRateUnit absent: A, or W where the charge point takes W alone; for a
     *     comparison: what the charge point chooses
     * @param at absent: now; of no meaning for a comparison
     */
    record Question(
            @Nullable String chargePointId,
            @Nullable Integer connectorId,
            @Nullable Integer duration,
            @Nullable ChargingRateUnit chargingRateUnit,
            @Nullable Instant at) {}

    private record Checked(String chargePointId, int connectorId, int duration) {}

    /** The same as by POST, for whoever may only look. */
    @GetMapping
    ComputedScheduleView look(
            @RequestParam(required = false) @Nullable String chargePointId,
            @RequestParam(required = false) @Nullable Integer connectorId,
            @RequestParam(required = false) @Nullable Integer duration,
            @RequestParam(required = false) @Nullable ChargingRateUnit chargingRateUnit,
            @RequestParam(required = false) @Nullable Instant at) {
        return compute(new Question(chargePointId, connectorId, duration, chargingRateUnit, at));
    }

    @PostMapping
    ComputedScheduleView compute(@RequestBody Question question) {
        var asked = check(question);
        var unit = question.chargingRateUnit();
        var from = question.at() == null ? clock.instant() : question.at();
        return ComputedScheduleView.of(
                asked.chargePointId(),
                asked.connectorId(),
                CompositeSchedule.of(
                        stacks.of(asked.chargePointId()),
                        asked.connectorId(),
                        from.truncatedTo(ChronoUnit.SECONDS),
                        asked.duration(),
                        unit == null ? stacks.unitOf(asked.chargePointId()) : unit));
    }

    /**
     * Asks GetCompositeSchedule and compares the answer with what we compute for the same time, in
     * the answer's unit.
     *
     * @throws Problem 502 if the charge point gives no schedule, 504 if it has not answered in time
     */
    @PostMapping("/compare")
    ComparisonView compare(@RequestBody Question question, CallOptions options) {
        var asked = check(question);
        var outcome =
                calls.ask(
                                asked.chargePointId(),
                                new GetCompositeSchedule.Request(
                                        asked.connectorId(),
                                        asked.duration(),
                                        question.chargingRateUnit()),
                                options)
                        .orElseThrow(() ->
                                new Problem(
                                        HttpStatus.GATEWAY_TIMEOUT,
                                        "No answer yet",
                                        "the charge point has not answered in time",
                                        null));
        var reported = reported(outcome);
        var comparison =
                ScheduleComparison.of(
                        stacks.of(asked.chargePointId()),
                        asked.connectorId(),
                        reported.start(),
                        asked.duration(),
                        reported.schedule());
        return new ComparisonView(
                comparison.equal(),
                asked.chargePointId(),
                asked.connectorId(),
                reported.start(),
                asked.duration(),
                comparison.unit(),
                comparison.differences(),
                outcome.commandId());
    }

    private record Reported(Instant start, ChargingSchedule schedule) {}

    /** Where a charge point gives no scheduleStart, its periods count from its answer. */
    private Reported reported(Outcome outcome) {
        if (outcome.status() != CommandStatus.ANSWERED || outcome.response() == null) {
            var error = outcome.error();
            throw none(
                    error == null
                            ? "the command ended as " + outcome.status()
                            : "the command ended as %s: %s"
                                    .formatted(error.code(), error.description()));
        }
        var answer =
                codec.decode(
                                GetCompositeSchedule.Response.class,
                                outcome.response().toString().getBytes(UTF_8))
                        .message();
        var schedule = answer.chargingSchedule();
        if (answer.status() != GetCompositeScheduleStatus.ACCEPTED || schedule == null) {
            throw none("the charge point answered " + answer.status().wireName());
        }
        var start = answer.scheduleStart();
        if (start == null) {
            start = schedule.startSchedule();
        }
        return new Reported(
                start == null ? outcome.completedAt().truncatedTo(ChronoUnit.SECONDS) : start,
                schedule);
    }

    private static Problem none(String why) {
        return new Problem(HttpStatus.BAD_GATEWAY, "No schedule from the charge point", why, null);
    }

    private Checked check(Question question) {
        var chargePointId = question.chargePointId();
        if (chargePointId == null || chargePointId.isBlank()) {
            throw Problem.badRequest("/chargePointId", "must name a charge point");
        }
        var connectorId = question.connectorId();
        if (connectorId == null || connectorId < 0) {
            throw Problem.badRequest("/connectorId", "is required and must not be negative");
        }
        var duration = question.duration();
        if (duration == null || duration < 1 || duration > LONGEST) {
            throw Problem.badRequest("/duration", "is required, from 1 to " + LONGEST + " seconds");
        }
        var at = question.at();
        if (at != null && (at.isBefore(EARLIEST) || at.isAfter(LATEST))) {
            throw Problem.badRequest("/at", "must be a time in the years 1 to 9999");
        }
        return new Checked(chargePoints.spellingOf(chargePointId), connectorId, duration);
    }
}
