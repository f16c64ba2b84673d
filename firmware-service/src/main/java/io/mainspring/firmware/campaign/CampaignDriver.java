package io.mainspring.firmware.campaign;

import io.mainspring.firmware.campaign.CampaignViews.UnderWay;
import io.mainspring.firmware.files.TransferAddresses;
import io.mainspring.firmware.fleet.Fleet;
import io.mainspring.firmware.fleet.FleetMember;
import io.mainspring.firmware.job.JobResult;
import io.mainspring.firmware.job.JobResults;
import io.mainspring.firmware.job.JobResults.Standing;
import io.mainspring.firmware.job.UpdateOrder;
import io.mainspring.firmware.job.UpdateOrders;
import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.eventsourcing.EventFollowers;
import io.mainspring.kit.web.Problem;
import io.mainspring.ocpp.codec.OcppViolation;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps campaigns going, once a second: learns what has ended, orders what is due, begins the next
 * wave. All it knows it reads anew, so it goes on where another replica or a crash left off; what
 * is tried twice is one job and one event. What has been written down is sent, whatever dies.
 */
@Component
class CampaignDriver {

    private static final Logger log = LoggerFactory.getLogger(CampaignDriver.class);

    /** How long an order that was placed may take to show. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** How long an order that fails for a reason we do not know is tried again. */
    private static final Duration UNEXPECTED = Duration.ofHours(1);

    /** Orders per turn, so that failures are heard of before the whole of a large wave is ordered. */
    private static final int ORDERS = 50;

    /** How long after its failure a charge point may surprise us. */
    private static final Duration CORRECTED = Duration.ofDays(7);

    /** Where nobody says how long a charge point waits between two tries. */
    private static final int RETRY_SECONDS = 60;

    private final DriverLock lock;
    private final CampaignViews views;
    private final JobResults jobs;
    private final UpdateOrders orders;
    private final TransferAddresses addresses;
    private final Fleet fleet;
    private final CommandGateway commands;
    private final EventFollowers followers;
    private final Clock clock;

    /** Attempts of halted campaigns whose addresses we have closed; doing it again is harmless. */
    private final Set<UUID> closed = new HashSet<>();

    CampaignDriver(
            DriverLock lock,
            CampaignViews views,
            JobResults jobs,
            UpdateOrders orders,
            TransferAddresses addresses,
            Fleet fleet,
            CommandGateway commands,
            EventFollowers followers,
            Clock clock) {
        this.lock = lock;
        this.views = views;
        this.jobs = jobs;
        this.orders = orders;
        this.addresses = addresses;
        this.fleet = fleet;
        this.commands = commands;
        this.followers = followers;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1S")
    void drive() {
        lock.alone(this::turn);
    }

    private void turn() {
        if (!followers.awaitCaughtUp()) {
            log.warn("campaigns wait for their views");
            return;
        }
        correct();
        var underWay = views.underWay();
        var standings = standings(underWay);
        if (conclude(underWay, standings)) {
            followers.awaitCaughtUp();
            underWay = views.underWay();
            standings = standings(underWay);
        }
        place(underWay, standings);
        for (var campaign : views.running()) {
            send(new CampaignCommand.Advance(campaign, clock.instant()));
        }
    }

    private Map<UUID, Standing> standings(List<UnderWay> underWay) {
        return jobs.of(underWay.stream().map(UnderWay::jobId).toList());
    }

    /** Charge points try again by themselves, also after we have counted them as failed. */
    private void correct() {
        var failed = views.failedSince(clock.instant().minus(CORRECTED));
        var standings = jobs.of(failed.stream().map(CampaignViews.Failed::jobId).toList());
        for (var target : failed) {
            var standing = standings.get(target.jobId());
            if (standing != null && standing.result() == JobResult.SUCCEEDED) {
                send(
                        new CampaignCommand.Conclude(
                                target.campaignId(),
                                target.chargePointId(),
                                target.jobId(),
                                TargetState.SUCCEEDED,
                                "Succeeded: " + standing.reason(),
                                false,
                                clock.instant()));
            }
        }
    }

    /** Whether there was anything. */
    private boolean conclude(List<UnderWay> underWay, Map<UUID, Standing> standings) {
        boolean any = false;
        for (var attempt : underWay) {
            var standing = standings.get(attempt.jobId());
            var result = standing == null ? null : standing.result();
            if (standing != null && result != null && !mayTryAgain(standing, attempt.plan())) {
                any = true;
                conclude(
                        attempt,
                        result == JobResult.SUCCEEDED ? TargetState.SUCCEEDED : TargetState.FAILED,
                        result.wireName() + ": " + standing.reason(),
                        standing.wantsSigned());
            }
        }
        return any;
    }

    /** A download that failed is tried again {@code retries} times (§5.19), so it is heard out. */
    private boolean mayTryAgain(Standing standing, CampaignPlan plan) {
        int retries = Objects.requireNonNullElse(plan.retries(), 0);
        var heardAt = standing.heardAt();
        if (retries == 0
                || heardAt == null
                || standing.result() != JobResult.FAILED
                || !"DownloadFailed".equals(standing.reason())) {
            return false;
        }
        int interval = Objects.requireNonNullElse(plan.retryInterval(), RETRY_SECONDS);
        var heardOut = heardAt.plusSeconds((long) retries * Math.max(interval, 1));
        var now = clock.instant();
        return now.isBefore(heardOut) && now.isBefore(standing.deadline());
    }

    private void place(List<UnderWay> underWay, Map<UUID, Standing> standings) {
        closed.retainAll(underWay.stream().map(UnderWay::jobId).toList());
        var away = new HashSet<UUID>();
        int left = ORDERS;
        for (var attempt : underWay) {
            var standing = standings.get(attempt.jobId());
            if (standing != null) {
                takeBack(attempt, standing);
            } else if (!views.isRunning(attempt.campaignId())) {
                send(
                        new CampaignCommand.Withdraw(
                                attempt.campaignId(),
                                attempt.chargePointId(),
                                attempt.jobId(),
                                clock.instant()));
            } else if (left > 0 && !away.contains(attempt.campaignId())) {
                left--;
                if (!order(attempt)) {
                    // A broker that is away keeps each order waiting: the next turn may do better.
                    away.add(attempt.campaignId());
                }
            }
        }
    }

    /** An order that waits for an absent charge point cannot be taken back; what it fetches can. */
    private void takeBack(UnderWay attempt, Standing standing) {
        boolean isHalted =
                attempt.state() == CampaignState.STOPPED
                        || attempt.state() == CampaignState.CANCELLED;
        if (isHalted && !standing.isAnswered() && closed.add(attempt.jobId())) {
            addresses.close(attempt.jobId(), clock.instant());
        }
    }

    /** Whether it makes sense to go on with others of this campaign. */
    private boolean order(UnderWay attempt) {
        if (runsAlready(attempt)) {
            conclude(attempt, TargetState.SKIPPED, "runs " + attempt.plan().version(), false);
            return true;
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
            return refused(attempt, e);
        } catch (OcppViolation e) {
            conclude(attempt, TargetState.FAILED, e.path() + " " + e.reason(), false);
        } catch (ConcurrencyException | AggregateStreamCreationException e) {
            log.debug("another was faster chargePoint={}", attempt.chargePointId(), e);
        } catch (RuntimeException e) {
            failed(attempt, e);
        }
        return true;
    }

    /**
     * What will not do tomorrow either has failed; what is merely away is tried again. So is an
     * order that was placed before and does not show yet: only if it never does, it has failed.
     */
    private boolean refused(UnderWay attempt, Problem problem) {
        var status = problem.getStatusCode();
        boolean isPlaced = status.isSameCodeAs(HttpStatus.UNPROCESSABLE_CONTENT);
        if (isPlaced && !isOlderThan(PATIENCE, attempt)) {
            return true;
        }
        if (status.is4xxClientError()) {
            conclude(attempt, TargetState.FAILED, problem.getBody().getDetail(), false);
            return true;
        }
        log.warn(
                "order not placed, trying again chargePoint={} reason={}",
                attempt.chargePointId(),
                problem.getBody().getDetail());
        return false;
    }

    /** One that cannot be ordered must not stand in the way of all others. */
    private void failed(UnderWay attempt, RuntimeException e) {
        if (isOlderThan(UNEXPECTED, attempt)) {
            log.error("order given up chargePoint={}", attempt.chargePointId(), e);
            conclude(attempt, TargetState.FAILED, "could not be ordered; see the log", false);
        } else {
            log.warn("order not placed, trying again chargePoint={}", attempt.chargePointId(), e);
        }
    }

    private boolean isOlderThan(Duration age, UnderWay attempt) {
        return clock.instant().isAfter(attempt.begunAt().plus(age));
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
        } catch (ConcurrencyException | AggregateStreamCreationException e) {
            log.debug("another was faster campaign={}", command.campaignId(), e);
        } catch (RuntimeException e) {
            log.warn("campaign does not go on, trying again id={}", command.campaignId(), e);
        }
    }
}
