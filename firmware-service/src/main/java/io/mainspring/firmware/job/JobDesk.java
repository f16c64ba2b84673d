package io.mainspring.firmware.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.contracts.Call;
import io.mainspring.firmware.fleet.Fleet;
import io.mainspring.firmware.fleet.FleetMember;
import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.calls.Calls;
import io.mainspring.kit.calls.CommandView;
import io.mainspring.kit.web.Problem;
import io.mainspring.ocpp.v16.action.OcppRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
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
    private final JdbcClient sql;
    private final JobSettings settings;
    private final Clock clock;

    JobDesk(
            Calls calls,
            CommandGateway commands,
            Fleet fleet,
            JdbcClient sql,
            JobSettings settings,
            Clock clock) {
        this.calls = calls;
        this.commands = commands;
        this.fleet = fleet;
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
     * Writes the order down, sends it and waits for its answer. The job's id is told in the header
     * {@code Mainspring-Job}. A repetition with the same id is one job and one command.
     */
    ResponseEntity<CommandView> place(
            String chargePointId, OcppRequest<?> request, Terms terms, CallOptions options) {
        var sent = new AtomicReference<@Nullable Call>();
        ResponseEntity<CommandView> answer;
        try {
            answer =
                    calls.perform(
                            chargePointId,
                            request,
                            options,
                            call -> {
                                writeDown(call, terms);
                                sent.set(call);
                            });
        } catch (Problem e) {
            var call = sent.get();
            if (call != null && options.idempotencyKey() == null) {
                unsent(call, terms);
            }
            throw e;
        }
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

    /** With a key it may be sent yet, by a repetition; without one it never will. */
    private void unsent(Call call, Terms terms) {
        commands.sendAndWait(
                new JobCommand.Answer(
                        call.chargePointId(),
                        terms.type().line(),
                        call.commandId(),
                        "NotSent",
                        JobCommand.Verdict.NOT_SENT,
                        null,
                        null,
                        clock.instant()));
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
