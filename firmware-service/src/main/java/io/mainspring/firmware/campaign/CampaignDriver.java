package io.mainspring.firmware.campaign;

import io.mainspring.firmware.campaign.CampaignViews.UnderWay;
import io.mainspring.firmware.fleet.Fleet;
import io.mainspring.firmware.fleet.FleetMember;
import io.mainspring.firmware.job.JobResult;
import io.mainspring.firmware.job.JobResults;
import io.mainspring.firmware.job.UpdateOrder;
import io.mainspring.firmware.job.UpdateOrders;
import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.web.Problem;
import io.mainspring.ocpp.codec.OcppViolation;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.AxonException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps campaigns going, once a second: orders what is due, learns what has ended, begins the next
 * wave. All it knows it reads anew, so it goes on where another replica or a crash left off; what
 * two do at once is one job and one event.
 */
@Component
class CampaignDriver {

    private static final Logger log = LoggerFactory.getLogger(CampaignDriver.class);

    /** How long an order that was placed may take to show. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final CampaignViews views;
    private final JobResults jobs;
    private final UpdateOrders orders;
    private final Fleet fleet;
    private final CommandGateway commands;
    private final Clock clock;

    /** Written down, but the broker did not take them. */
    private final Set<UUID> unsent = ConcurrentHashMap.newKeySet();

    CampaignDriver(
            CampaignViews views,
            JobResults jobs,
            UpdateOrders orders,
            Fleet fleet,
            CommandGateway commands,
            Clock clock) {
        this.views = views;
        this.jobs = jobs;
        this.orders = orders;
        this.fleet = fleet;
        this.commands = commands;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1S")
    void drive() {
        var underWay = views.underWay();
        var standings = jobs.of(underWay.stream().map(UnderWay::jobId).toList());
        for (var attempt : underWay) {
            var standing = standings.get(attempt.jobId());
            if (standing == null || unsent.remove(attempt.jobId())) {
                order(attempt);
            } else if (standing.result() != null) {
                conclude(
                        attempt,
                        standing.result() == JobResult.SUCCEEDED
                                ? TargetState.SUCCEEDED
                                : TargetState.FAILED,
                        standing.result().wireName() + ": " + standing.reason(),
                        standing.wantsSigned());
            }
        }
        for (var campaign : views.running()) {
            send(new CampaignCommand.Advance(campaign, clock.instant()));
        }
    }

    private void order(UnderWay attempt) {
        if (runsAlready(attempt)) {
            conclude(attempt, TargetState.SKIPPED, "runs " + attempt.plan().version(), false);
            return;
        }
        var options =
                new CallOptions(
                        "campaign/" + attempt.campaignId(),
                        attempt.jobId().toString(),
                        positive(attempt.plan().whenOnline()),
                        true);
        try {
            var _ =
                    attempt.signed()
                            ? orders.signed(order(attempt, attempt.plan()), options)
                            : orders.plain(order(attempt, attempt.plan()), options);
        } catch (Problem e) {
            refused(attempt, e);
        } catch (OcppViolation e) {
            conclude(attempt, TargetState.FAILED, e.path() + " " + e.reason(), false);
        } catch (AxonException e) {
            log.debug("another was faster chargePoint={}", attempt.chargePointId(), e);
        }
    }

    /**
     * What will not do tomorrow either has failed; what is merely away is tried again. So is an
     * order that was placed before and does not show yet: only if it never does, it has failed.
     */
    private void refused(UnderWay attempt, Problem problem) {
        var status = problem.getStatusCode();
        boolean isPlaced = status.isSameCodeAs(HttpStatus.UNPROCESSABLE_CONTENT);
        boolean isOverdue = clock.instant().isAfter(attempt.begunAt().plus(PATIENCE));
        if (status.is4xxClientError() && (!isPlaced || isOverdue)) {
            var detail = problem.getBody().getDetail();
            conclude(attempt, TargetState.FAILED, detail, false);
        } else {
            unsent.add(attempt.jobId());
            log.warn("order not placed, trying again chargePoint={}", attempt.chargePointId());
        }
    }

    private static UpdateOrder order(UnderWay attempt, CampaignPlan plan) {
        return new UpdateOrder(
                attempt.jobId(),
                attempt.campaignId(),
                attempt.chargePointId(),
                plan.image(),
                plan.location(),
                plan.version(),
                attempt.begunAt().truncatedTo(ChronoUnit.SECONDS),
                null,
                plan.retries(),
                plan.retryInterval(),
                null,
                null,
                null,
                false);
    }

    private boolean runsAlready(UnderWay attempt) {
        return fleet.find(attempt.chargePointId())
                .map(FleetMember::firmwareVersion)
                .filter(attempt.plan().version()::equals)
                .isPresent();
    }

    private static @Nullable Duration positive(Duration duration) {
        return duration.isPositive() ? duration : null;
    }

    private void conclude(
            UnderWay attempt, TargetState state, @Nullable String reason, boolean wantsSigned) {
        send(
                new CampaignCommand.Conclude(
                        attempt.campaignId(),
                        attempt.chargePointId(),
                        attempt.jobId(),
                        state,
                        reason,
                        wantsSigned,
                        clock.instant()));
    }

    private void send(CampaignCommand command) {
        try {
            commands.sendAndWait(command);
        } catch (AxonException e) {
            log.debug("another was faster campaign={}", command.campaignId(), e);
        }
    }
}
