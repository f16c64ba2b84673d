package io.mainspring.firmware.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.contracts.Call;
import io.mainspring.firmware.fleet.Fleet;
import io.mainspring.firmware.fleet.FleetMember;
import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.calls.Calls;
import io.mainspring.kit.calls.CommandView;
import io.mainspring.kit.eventsourcing.EventFollowers;
import io.mainspring.kit.web.Problem;
import io.mainspring.ocpp.v16.action.OcppRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Where orders are written down, and then sent. */
@Component
class JobDesk {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Calls calls;
    private final CommandGateway commands;
    private final Fleet fleet;
    private final JobViews views;
    private final EventFollowers followers;
    private final JdbcClient sql;
    private final JobSettings settings;
    private final Clock clock;

    JobDesk(
            Calls calls,
            CommandGateway commands,
            Fleet fleet,
            JobViews views,
            EventFollowers followers,
            JdbcClient sql,
            JobSettings settings,
            Clock clock) {
        this.calls = calls;
        this.commands = commands;
        this.fleet = fleet;
        this.views = views;
        this.followers = followers;
        this.sql = sql;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What is kept of an order besides its request.
     *
     * @param deadline when it is given up
     */
    record Terms(
            UUID jobId,
            JobType type,
            @Nullable Integer requestId,
            @Nullable String image,
            @Nullable String version,
            @Nullable UUID campaignId,
            List<String> warnings,
            Instant deadline) {

        static Terms upload(
                UUID jobId, JobType type, @Nullable Integer requestId, Instant deadline) {
            return new Terms(jobId, type, requestId, null, null, null, List.of(), deadline);
        }
    }

    /**
     * What was chosen when this job was ordered before, so that a repetition is the same request to
     * the last byte. Only what has an Idempotency-Key is ever repeated.
     *
     * @throws Problem 422 if the key stands for an order of another kind
     */
    Optional<JobViews.Order> before(UUID jobId, JobType type, CallOptions options) {
        if (options.idempotencyKey() == null) {
            return Optional.empty();
        }
        followers.awaitCaughtUp();
        var before = views.order(jobId);
        if (before.isPresent() && before.get().type() != type) {
            throw isAnother();
        }
        return before;
    }

    private static Problem isAnother() {
        return new Problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "Idempotency-Key used before",
                "this key stands for another order",
                "Idempotency-Key");
    }

    /**
     * Writes the order down, sends it and waits for its answer. The job's id is told in the header
     * {@code Mainspring-Job}. A repetition with the same id is one job and one command.
     *
     * @param before the same order, if it was placed before
     * @throws Problem 422 if it was for other firmware
     */
    ResponseEntity<CommandView> place(
            String chargePointId,
            OcppRequest<?> request,
            Terms terms,
            Optional<JobViews.Order> before,
            CallOptions options) {
        if (before.isPresent() && !before.get().isOf(terms.image(), terms.version())) {
            throw isAnother();
        }
        var answer =
                calls.perform(
                        chargePointId,
                        request,
                        options,
                        call -> {
                            if (before.isEmpty()) {
                                writeDown(call, terms);
                            }
                        });
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .header("Mainspring-Job", terms.jobId().toString())
                .body(answer.getBody());
    }

    private void writeDown(Call call, Terms terms) {
        commands.sendAndWait(
                new JobCommand.Order(
                        new JobEvent.Ordered(
                                call.chargePointId(),
                                terms.type().line(),
                                terms.jobId(),
                                call.commandId(),
                                terms.type(),
                                terms.requestId(),
                                JSON.readTree(call.payload()),
                                terms.image(),
                                terms.version(),
                                terms.campaignId(),
                                terms.warnings(),
                                call.requestedBy(),
                                call.requestedAt(),
                                terms.deadline())));
    }

    /** The same for the same Idempotency-Key of the same caller, else a new one. */
    static UUID jobId(CallOptions options) {
        var key = options.idempotencyKey();
        return key == null
                ? UUID.randomUUID()
                : UUID.nameUUIDFromBytes((options.requestedBy() + "\n" + key).getBytes(UTF_8));
    }

    /** A number no order has had. */
    int nextRequestId() {
        return sql.sql("select nextval('request_id')").query(Integer.class).single();
    }

    /**
     * The spelling that the charge point is known by.
     *
     * @throws Problem 400 if nobody is named
     */
    String chargePoint(@Nullable String id) {
        if (id == null || id.isBlank()) {
            throw Problem.badRequest("/chargePointId", "must name a charge point");
        }
        return fleet.find(id).map(FleetMember::chargePointId).orElse(id);
    }

    /** To the second: more means nothing to a charge point that fetches a file. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** When an order that may not begin before these times is given up. */
    Instant deadline(JobLine line, CallOptions options, Instant... begins) {
        var wait = options.whenOnline();
        var latest = clock.instant().plus(wait == null ? Duration.ZERO : wait);
        for (var begin : begins) {
            latest = begin.isAfter(latest) ? begin : latest;
        }
        return latest.plus(settings.limit(line));
    }
}
