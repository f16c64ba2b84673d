package io.mainspring.chargepoint.upgrade;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.chargepoint.certificate.Certificates;
import io.mainspring.chargepoint.registration.ChargePointCommand;
import io.mainspring.chargepoint.registration.ChargePoints;
import io.mainspring.chargepoint.registration.KeyRotation;
import io.mainspring.chargepoint.registration.SecurityProfile;
import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.calls.Calls;
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
 * aggregate lets each step begin once: several replicas may look, and after a crash the work goes
 * on. A step that was begun and never sent runs into the time limit.
 */
@Component
class UpgradeConductor {

    private static final Logger log = LoggerFactory.getLogger(UpgradeConductor.class);

    private final Upgrades upgrades;
    private final ChargePoints chargePoints;
    private final Certificates certificates;
    private final KeyRotation rotation;
    private final Calls calls;
    private final CommandGateway commands;
    private final Clock clock;

    UpgradeConductor(
            Upgrades upgrades,
            ChargePoints chargePoints,
            Certificates certificates,
            KeyRotation rotation,
            Calls calls,
            CommandGateway commands,
            Clock clock) {
        this.upgrades = upgrades;
        this.chargePoints = chargePoints;
        this.certificates = certificates;
        this.rotation = rotation;
        this.calls = calls;
        this.commands = commands;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT0.5S")
    void work() {
        for (var arrival : chargePoints.arrivals()) {
            commands.sendAndWait(
                    new ChargePointCommand.ReachProfile(
                            arrival.id(), arrival.securityProfile(), clock.instant()));
            log.info(
                    "security profile raised chargePoint={} securityProfile={}",
                    arrival.id(),
                    arrival.securityProfile());
        }
        for (var upgrade : upgrades.underWay()) {
            try {
                move(upgrade, clock.instant());
            } catch (Problem e) {
                giveUp(upgrade, e.getMessage());
            }
        }
    }

    private void move(UpgradeState upgrade, Instant now) {
        var current = upgrade.current();
        if (upgrade.state == UpgradeState.Progress.ROLLING_BACK) {
            rollBack(upgrade, now);
        } else if (current != null && current.state() == UpgradeState.StepProgress.WAITING) {
            start(upgrade, current.step(), now);
        } else if (current != null && !hasEnded(upgrade, current, now)) {
            if (now.isAfter(upgrade.deadline)) {
                giveUp(upgrade, "not done within the time limit");
            }
        }
    }

    private void start(UpgradeState upgrade, Step step, Instant now) {
        if (Boolean.TRUE.equals(
                commands.<Boolean>sendAndWait(
                        new UpgradeCommand.StartStep(id(upgrade), upgrade.number, step, now)))) {
            act(upgrade, step, now);
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

    /** Steps that no outcome ends. */
    private boolean hasEnded(UpgradeState upgrade, UpgradeState.StepState current, Instant now) {
        return switch (current.step()) {
            case SIGN_CERTIFICATE ->
                    hasCertificate(
                            upgrade,
                            certificates.newest(
                                    upgrade.chargePointId,
                                    Objects.requireNonNull(current.startedAt())),
                            now);
            case RETURN -> {
                boolean there =
                        chargePoints.door(upgrade.chargePointId).securityProfile() == upgrade.to;
                if (there) {
                    finish(upgrade, Step.RETURN, now);
                }
                yield there;
            }
            case AUTHORIZATION_KEY, INSTALL_CERTIFICATE, CHANGE_CONFIGURATION, RESET -> false;
        };
    }

    private boolean hasCertificate(UpgradeState upgrade, Certificates.Newest newest, Instant now) {
        return switch (newest.progress()) {
            case HELD -> {
                finish(upgrade, Step.SIGN_CERTIFICATE, now);
                yield true;
            }
            case FAILED -> {
                giveUp(upgrade, "no certificate: " + newest.words());
                yield true;
            }
            case OPEN -> false;
        };
    }

    private void finish(UpgradeState upgrade, Step step, Instant now) {
        commands.sendAndWait(new UpgradeCommand.FinishStep(id(upgrade), upgrade.number, step, now));
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
        var left = Duration.between(now, upgrade.deadline);
        return new CallOptions(
                UpgradeOutcomeReading.author(upgrade.number),
                null,
                left.isPositive() ? left : null,
                true);
    }

    private static ChargePointId id(UpgradeState upgrade) {
        return new ChargePointId(upgrade.chargePointId);
    }
}
