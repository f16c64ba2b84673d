package io.mainspring.smartcharging.template;

import io.mainspring.kit.polls.PollTransaction;
import io.mainspring.smartcharging.profile.ProfileCommands;
import io.mainspring.smartcharging.profile.ProfileOutcome;
import io.mainspring.smartcharging.profile.ProfileOutcome.Asked;
import io.mainspring.smartcharging.profile.ProfileOutcomeListener;
import java.time.Clock;
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

    private final Installations installations;
    private final Templates templates;
    private final ProfileCommands profiles;
    private final PollTransaction transaction;
    private final InstallationSettings settings;
    private final Clock clock;

    InstallationRun(
            Installations installations,
            Templates templates,
            ProfileCommands profiles,
            PollTransaction transaction,
            InstallationSettings settings,
            Clock clock) {
        this.installations = installations;
        this.templates = templates;
        this.profiles = profiles;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1S")
    void takeTurns() {
        for (var installationId : installations.waiting()) {
            int sent =
                    transaction.execute(() -> {
                        var turns = installations.next(installationId, settings.concurrency());
                        turns.forEach(this::send);
                        return turns.size();
                    });
            if (sent > 0) {
                log.info("profiles sent installation={} chargePoints={}", installationId, sent);
            }
        }
    }

    private void send(Installations.Turn turn) {
        var commandId =
                profiles.install(
                        turn.chargePointId(),
                        turn.connectorId(),
                        templates.profile(turn.profile(), turn.chargingProfileId()),
                        turn.requestedBy(),
                        turn.whenOnline());
        installations.sent(turn, commandId, clock.instant());
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
