package io.mainspring.smartcharging.template;

import io.mainspring.kit.polls.PollTransaction;
import io.mainspring.kit.web.Problem;
import io.mainspring.smartcharging.configuration.KnownChargePoints;
import io.mainspring.smartcharging.profile.ProfileCommands;
import io.mainspring.smartcharging.profile.ProfileOutcome;
import io.mainspring.smartcharging.profile.ProfileOutcome.Asked;
import io.mainspring.smartcharging.profile.ProfileOutcomeListener;
import io.mainspring.smartcharging.profile.ProfileRules;
import io.mainspring.smartcharging.profile.ProfileViews;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Lets the charge points of each installation have their turn. A charge point that was asked just
 * before a crash is asked again afterwards: the same id replaces itself.
 */
@Component
class InstallationRun implements ProfileOutcomeListener {

    private static final Logger log = LoggerFactory.getLogger(InstallationRun.class);
    private static final ProfileRules RULES = new ProfileRules("/profile");

    /** Of an outcome, after the command could no longer be sent. */
    private static final Duration LATEST_OUTCOME = Duration.ofMinutes(10);

    private final Installations installations;
    private final Templates templates;
    private final ProfileCommands profiles;
    private final ProfileViews installed;
    private final KnownChargePoints chargePoints;
    private final PollTransaction transaction;
    private final InstallationSettings settings;
    private final Clock clock;

    InstallationRun(
            Installations installations,
            Templates templates,
            ProfileCommands profiles,
            ProfileViews installed,
            KnownChargePoints chargePoints,
            PollTransaction transaction,
            InstallationSettings settings,
            Clock clock) {
        this.installations = installations;
        this.templates = templates;
        this.profiles = profiles;
        this.installed = installed;
        this.chargePoints = chargePoints;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    /** One that cannot go on does not hold up the others. */
    @Scheduled(fixedDelayString = "PT1S")
    void takeTurns() {
        installations.giveUp(clock.instant(), LATEST_OUTCOME);
        for (var installationId : installations.waiting()) {
            try {
                takeTurns(installationId);
            } catch (RuntimeException e) {
                log.warn("installation does not go on installation={}", installationId, e);
            }
        }
    }

    private void takeTurns(UUID installationId) {
        int turns =
                transaction.execute(() -> {
                    var next =
                            installations.next(
                                    installationId,
                                    settings.concurrency(),
                                    clock.instant().minus(settings.answerTime()));
                    next.forEach(this::send);
                    return next.size();
                });
        if (turns > 0) {
            log.info("profiles sent installation={} chargePoints={}", installationId, turns);
        }
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    void forget() {
        var before = clock.instant().minus(settings.kept());
        transaction.execute(() -> installations.forget(before));
    }

    private void send(Installations.Turn turn) {
        var profile = templates.profile(turn.profile(), turn.chargingProfileId());
        if (!turn.force()) {
            var objection =
                    RULES.objection(
                            turn.connectorId(),
                            profile,
                            chargePoints.limitsOf(turn.chargePointId()),
                            installed.of(turn.chargePointId()));
            if (objection.isPresent()) {
                installations.refused(turn, reason(objection.get()), clock.instant());
                return;
            }
        }
        var commandId =
                profiles.install(
                        turn.chargePointId(),
                        turn.connectorId(),
                        profile,
                        turn.requestedBy(),
                        turn.whenOnline());
        installations.sent(turn, commandId, clock.instant());
    }

    private static String reason(Problem objection) {
        var properties = objection.getBody().getProperties();
        return (properties == null ? "" : properties.get("pointer") + " ")
                + objection.getBody().getDetail();
    }

    @Override
    public void on(ProfileOutcome outcome) {
        if (outcome.asked() instanceof Asked.Install install) {
            installations.ended(
                    outcome.chargePointId(),
                    install.profile().chargingProfileId(),
                    state(outcome.end()),
                    outcome.at());
        }
    }

    private static String state(ProfileOutcome.End end) {
        return switch (end) {
            case ACCEPTED -> "Accepted";
            case REJECTED, NOTHING_MATCHED -> "Rejected";
            case NOT_SUPPORTED -> "NotSupported";
            case ERROR -> "Error";
            case NOT_SENT -> "NotSent";
            case IN_DOUBT -> "InDoubt";
        };
    }
}
