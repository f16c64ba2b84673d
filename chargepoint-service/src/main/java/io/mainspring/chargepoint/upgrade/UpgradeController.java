package io.mainspring.chargepoint.upgrade;

import io.mainspring.chargepoint.certificate.Certificates;
import io.mainspring.chargepoint.registration.ChargePoints;
import io.mainspring.kit.eventsourcing.EventFollowers;
import io.mainspring.kit.web.Problem;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/** Moves to a higher security profile. */
@RestController
@RequestMapping("/api/v1/charge-points/{id}")
class UpgradeController {

    private static final Duration LONGEST = Duration.ofDays(30);

    private final ChargePoints chargePoints;
    private final Certificates certificates;
    private final Upgrades upgrades;
    private final UpgradeProperties settings;
    private final CommandGateway commands;
    private final EventFollowers followers;
    private final Clock clock;

    UpgradeController(
            ChargePoints chargePoints,
            Certificates certificates,
            Upgrades upgrades,
            UpgradeProperties settings,
            CommandGateway commands,
            EventFollowers followers,
            Clock clock) {
        this.chargePoints = chargePoints;
        this.certificates = certificates;
        this.upgrades = upgrades;
        this.settings = settings;
        this.commands = commands;
        this.followers = followers;
        this.clock = clock;
    }

    /**
     * What an operator wants.
     *
     * @param securityProfile 1 to 3, higher than the present one
     * @param newKey true: a new AuthorizationKey even if there is one
     * @param newCertificate true: a new certificate even if there is one
     * @param installRootCertificate true: our root certificate first
     * @param timeLimit for all of it, ISO 8601; left out: as the settings say
     */
    record Form(
            @Nullable Integer securityProfile,
            @Nullable Boolean newKey,
            @Nullable Boolean newCertificate,
            @Nullable Boolean installRootCertificate,
            @Nullable Duration timeLimit) {}

    /**
     * Begins; the answer tells where to look.
     *
     * @throws Problem 404 if it is not registered; 409 if it is there already or beyond, if another
     *     move is under way, or if nobody can sign what is needed
     */
    @PostMapping("/security-profile")
    ResponseEntity<UpgradeState> start(
            @PathVariable String id, @RequestBody Form form, Principal who) {
        var to = form.securityProfile();
        if (to == null || to < 1 || to > 3) {
            throw Problem.badRequest("/securityProfile", "must be 1 to 3");
        }
        var timeLimit = Objects.requireNonNullElse(form.timeLimit(), settings.timeLimit());
        if (!timeLimit.isPositive() || timeLimit.compareTo(LONGEST) > 0) {
            throw Problem.badRequest("/timeLimit", "must be positive, and at most P30D");
        }
        var door = chargePoints.door(id);
        if (to <= door.securityProfile()) {
            throw Problem.conflict(
                    "charge point "
                            + door.id()
                            + " has security profile "
                            + door.securityProfile()
                            + "; only an operator lowers it, by changing the charge point");
        }
        chargePoints.recipient(id);
        var now = clock.instant();
        var plan =
                Step.plan(
                        to,
                        isTrue(form.newKey()) || !door.hasKey(),
                        isTrue(form.newCertificate())
                                || !certificates.holdsOne(id, now.plus(timeLimit)),
                        isTrue(form.installRootCertificate()));
        if ((plan.contains(Step.SIGN_CERTIFICATE) || plan.contains(Step.INSTALL_CERTIFICATE))
                && certificates.rootCertificate().isEmpty()) {
            throw Problem.conflict("there is no certificate authority");
        }
        Integer number =
                commands.sendAndWait(
                        new UpgradeCommand.Start(
                                door.id(),
                                door.securityProfile(),
                                to,
                                plan,
                                who.getName(),
                                now.plus(timeLimit),
                                now));
        if (number == null) {
            throw Problem.conflict("charge point " + door.id() + " is being moved already");
        }
        followers.awaitCaughtUp();
        return ResponseEntity.accepted()
                .location(
                        URI.create(
                                "/api/v1/charge-points/"
                                        + UriUtils.encodePathSegment(
                                                door.id().value(), StandardCharsets.UTF_8)
                                        + "/security-profile-upgrades/"
                                        + number))
                .body(one(id, number));
    }

    @GetMapping("/security-profile-upgrades")
    List<UpgradeState> all(@PathVariable String id) {
        return upgrades.of(chargePoints.known(id).value());
    }

    @GetMapping("/security-profile-upgrades/{number}")
    UpgradeState one(@PathVariable String id, @PathVariable int number) {
        return upgrades.find(id, number)
                .orElseThrow(() -> Problem.notFound("there is no upgrade " + number));
    }

    /** Rolls back one that is under way. */
    @PostMapping("/security-profile-upgrades/{number}/cancel")
    ResponseEntity<UpgradeState> cancel(
            @PathVariable String id, @PathVariable int number, Principal who) {
        one(id, number);
        boolean wasRunning =
                Boolean.TRUE.equals(
                        commands.<Boolean>sendAndWait(
                                new UpgradeCommand.GiveUp(
                                        chargePoints.known(id),
                                        number,
                                        "cancelled by " + who.getName(),
                                        clock.instant())));
        if (!wasRunning) {
            throw Problem.conflict("upgrade " + number + " is not running");
        }
        followers.awaitCaughtUp();
        return ResponseEntity.accepted().body(one(id, number));
    }

    private static boolean isTrue(@Nullable Boolean wish) {
        return Boolean.TRUE.equals(wish);
    }
}
