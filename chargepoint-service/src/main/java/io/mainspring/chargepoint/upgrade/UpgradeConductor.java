package io.mainspring.chargepoint.upgrade;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.chargepoint.certificate.Certificates;
import io.mainspring.chargepoint.registration.Arrivals;
import io.mainspring.chargepoint.registration.ChargePointCommand;
import io.mainspring.chargepoint.registration.ChargePoints;
import io.mainspring.chargepoint.registration.KeyRotation;
import io.mainspring.chargepoint.registration.SecurityProfile;
import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.calls.Calls;
import io.mainspring.kit.polls.PollTransaction;
import io.mainspring.kit.web.Problem;
import io.mainspring.ocpp.v16.action.ChangeConfiguration;
import io.mainspring.ocpp.v16.action.ExtendedTriggerMessage;
import io.mainspring.ocpp.v16.action.InstallCertificate;
import io.mainspring.ocpp.v16.action.OcppRequest;
import io.mainspring.ocpp.v16.action.Reset;
import io.mainspring.ocpp.v16.type.CertificateUse;
import io.mainspring.ocpp.v16.type.ExtendedMessageTrigger;
import io.mainspring.ocpp.v16.type.ResetType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Takes the next step of each upgrade that is under way. What is to do stands in the rows, and the
 * aggregate lets each step begin once: several replicas may look. A step that has begun is sent,
 * because both are one commit.
 */
@Component
class UpgradeConductor {

    private static final Logger log = LoggerFactory.getLogger(UpgradeConductor.class);

    private final Upgrades upgrades;
    private final ChargePoints chargePoints;
    private final Certificates certificates;
    private final Arrivals arrivals;
    private final KeyRotation rotation;
    private final Calls calls;
    private final PollTransaction transaction;
    private final CommandGateway commands;
    private final Clock clock;

    UpgradeConductor(
            Upgrades upgrades,
            ChargePoints chargePoints,
            Certificates certificates,
            Arrivals arrivals,
            KeyRotation rotation,
            Calls calls,
            PollTransaction transaction,
            CommandGateway commands,
            Clock clock) {
        this.upgrades = upgrades;
        this.chargePoints = chargePoints;
        this.certificates = certificates;
        this.arrivals = arrivals;
        this.rotation = rotation;
        this.calls = calls;
        this.transaction = transaction;
        this.commands = commands;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT0.5S")
    void work() {
        for (var arrival : arrivals.missed()) {
            alone(arrival.id().value(), () -> arrivals.welcome(arrival));
        }
        var batch = upgrades.underWay("");
        while (!batch.isEmpty()) {
            for (var upgrade : batch) {
                alone(upgrade.chargePointId, () -> move(upgrade, clock.instant()));
            }
            batch = upgrades.underWay(ChargePointId.keyOf(batch.getLast().chargePointId));
        }
    }

    /** What goes wrong with one does not stop the others. */
    private static void alone(String chargePointId, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            log.error("security profile upgrade stands still chargePoint={}", chargePointId, e);
        }
    }

    private void move(UpgradeState upgrade, Instant now) {
        var current = upgrade.current();
        if (chargePoints.isAt(upgrade.chargePointId, upgrade.to)) {
            commands.sendAndWait(new UpgradeCommand.Arrive(id(upgrade), upgrade.number, now));
        } else if (upgrade.state == UpgradeState.Progress.ROLLING_BACK) {
            rollBack(upgrade, now);
        } else if (now.isAfter(upgrade.deadline)) {
            giveUp(upgrade, "not done within the time limit");
        } else if (current != null) {
            switch (current.state()) {
                case WAITING -> start(upgrade, current.step(), now);
                case UNDER_WAY -> lookAt(upgrade, current, now);
                case DONE, FAILED -> {}
            }
        }
    }

    /** That it is begun and what is sent for it are one commit. */
    private void start(UpgradeState upgrade, Step step, Instant now) {
        try {
            transaction.execute(() -> {
                Boolean isTurn =
                        commands.sendAndWait(
                                new UpgradeCommand.StartStep(
                                        id(upgrade), upgrade.number, step, now));
                if (Boolean.TRUE.equals(isTurn)) {
                    act(upgrade, step, now);
                }
                return isTurn;
            });
        } catch (Problem e) {
            giveUp(upgrade, e.getMessage());
        }
    }

    private void act(UpgradeState upgrade, Step step, Instant now) {
        switch (step) {
            case AUTHORIZATION_KEY ->
                    rotation.rotate(
                            chargePoints.recipient(upgrade.chargePointId), options(upgrade, now));
            case INSTALL_CERTIFICATE ->
                    send(
                            upgrade,
                            new InstallCertificate.Request(
                                    CertificateUse.CENTRAL_SYSTEM_ROOT_CERTIFICATE,
                                    certificates
                                            .rootCertificate()
                                            .orElseThrow(() ->
                                                    Problem.conflict(
                                                            "there is no certificate"
                                                                    + " authority"))),
                            now);
            case SIGN_CERTIFICATE ->
                    send(
                            upgrade,
                            new ExtendedTriggerMessage.Request(
                                    ExtendedMessageTrigger.SIGN_CHARGE_POINT_CERTIFICATE, null),
                            now);
            case CHANGE_CONFIGURATION ->
                    send(
                            upgrade,
                            new ChangeConfiguration.Request(
                                    SecurityProfile.CONFIGURATION_KEY,
                                    Integer.toString(upgrade.to)),
                            now);
            case RESET -> send(upgrade, new Reset.Request(ResetType.HARD), now);
            case RETURN -> {} // nothing to send: it comes by itself
        }
    }

    /** Ends a step that no outcome ends. */
    private void lookAt(UpgradeState upgrade, UpgradeState.StepState current, Instant now) {
        if (current.step() != Step.SIGN_CERTIFICATE) {
            return;
        }
        var newest =
                certificates.newest(
                        upgrade.chargePointId, Objects.requireNonNull(current.startedAt()));
        switch (newest.progress()) {
            case HELD ->
                    commands.sendAndWait(
                            new UpgradeCommand.FinishStep(
                                    id(upgrade), upgrade.number, Step.SIGN_CERTIFICATE, now));
            case FAILED -> giveUp(upgrade, "no certificate: " + newest.words());
            case OPEN -> {}
        }
    }

    private void giveUp(UpgradeState upgrade, String why) {
        commands.sendAndWait(
                new UpgradeCommand.GiveUp(id(upgrade), upgrade.number, why, clock.instant()));
    }

    /** The door first: what is written down as rolled back is. */
    private void rollBack(UpgradeState upgrade, Instant now) {
        commands.sendAndWait(
                new ChargePointCommand.CloseProfile(
                        id(upgrade),
                        upgrade.to,
                        "upgrade " + upgrade.number + ": " + upgrade.reason,
                        now));
        commands.sendAndWait(new UpgradeCommand.RollBack(id(upgrade), upgrade.number, now));
        log.warn(
                "security profile upgrade rolled back chargePoint={} number={} why={}",
                upgrade.chargePointId,
                upgrade.number,
                upgrade.reason);
    }

    private void send(UpgradeState upgrade, OcppRequest<?> request, Instant now) {
        calls.send(upgrade.chargePointId, request, options(upgrade, now));
    }

    /** It may wait for an absent charge point as long as the upgrade may. */
    private static CallOptions options(UpgradeState upgrade, Instant now) {
        return new CallOptions(
                UpgradeOutcomeReading.author(upgrade.number),
                null,
                Duration.between(now, upgrade.deadline),
                true);
    }

    private static ChargePointId id(UpgradeState upgrade) {
        return new ChargePointId(upgrade.chargePointId);
    }
}
