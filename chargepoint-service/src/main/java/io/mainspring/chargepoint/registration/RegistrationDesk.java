package io.mainspring.chargepoint.registration;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.kit.eventsourcing.EventFollowers;
import io.mainspring.kit.polls.PollTransaction;
import io.mainspring.kit.web.Problem;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What operators decide about charge points: checked, turned into commands, and visible in the
 * views when a method returns.
 */
@Component
class RegistrationDesk {

    /** No colon: the identity is the user name of HTTP Basic too. */
    private static final Pattern IDENTITY = Pattern.compile("[^:\\p{Cntrl}]{1,48}");

    private static final int REPEATED_AT_ONCE = 500;

    private final CommandGateway commands;
    private final ChargePoints chargePoints;
    private final EventFollowers followers;
    private final PollTransaction transaction;
    private final RegistrationProperties properties;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    RegistrationDesk(
            CommandGateway commands,
            ChargePoints chargePoints,
            EventFollowers followers,
            PollTransaction transaction,
            RegistrationProperties properties,
            Clock clock) {
        this.commands = commands;
        this.chargePoints = chargePoints;
        this.followers = followers;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
    }

    ChargePointController.Registered register(ChargePointController.Form form, String by) {
        var id = identity(form.chargePointId());
        var settings =
                change(id, form, by)
                        .onto(
                                new ChargePointSettings(
                                        properties.defaultSecurityProfile(), null, true, false));
        chargePoints.requireFree(id.value(), id.value());
        chargePoints.requireFree(settings.serialNumber(), id.value());
        var given = form.authorizationKey() == null ? null : key(form.authorizationKey());
        var generated =
                given == null && settings.asksForKey() ? AuthorizationKey.generate(random) : null;
        var key = given == null ? generated : given;
        Boolean isNew =
                commands.sendAndWait(
                        new ChargePointCommand.Register(
                                id,
                                ChargePointEvent.Source.OPERATOR,
                                form.admission() == null
                                        ? RegistrationStatus.ACCEPTED
                                        : status("/admission", form.admission()),
                                settings,
                                key == null ? null : key.hash(random),
                                by,
                                clock.instant()));
        if (!Boolean.TRUE.equals(isNew)) {
            throw Problem.conflict("charge point " + id + " is registered already");
        }
        followers.awaitCaughtUp();
        var view =
                chargePoints.find(id.value()).orElseThrow(() -> ChargePoints.unknown(id.value()));
        return new ChargePointController.Registered(
                view, generated == null ? null : generated.hex());
    }

    void change(String chargePointId, ChargePointController.Form form, String by) {
        var id = id(registered(chargePointId));
        chargePoints.requireFree(form.serialNumber(), id.value());
        Boolean done = commands.sendAndWait(change(id, form, by));
        if (!Boolean.TRUE.equals(done)) {
            throw Problem.conflict("its security profile needs a key: set one first");
        }
        followers.awaitCaughtUp();
    }

    void retire(String chargePointId, String by) {
        var state = registered(chargePointId);
        commands.sendAndWait(new ChargePointCommand.Retire(id(state), by, clock.instant()));
        followers.awaitCaughtUp();
    }

    void decide(String chargePointId, @Nullable String status, String by) {
        if (status == null) {
            throw Problem.badRequest("/status", "is required");
        }
        var decision = status("/status", status);
        var state = registered(chargePointId);
        commands.sendAndWait(
                new ChargePointCommand.DecideAdmission(id(state), decision, by, clock.instant()));
        followers.awaitCaughtUp();
    }

    /** Agreed with the charge point by other means: the only key from now on. */
    void setKey(String chargePointId, @Nullable String text, String by) {
        if (text == null) {
            throw Problem.badRequest("/authorizationKey", "is required");
        }
        var key = key(text);
        var state = registered(chargePointId);
        commands.sendAndWait(
                new ChargePointCommand.SetKey(id(state), key.hash(random), by, clock.instant()));
        followers.awaitCaughtUp();
    }

    /** Everything once more, in the order of the identities; returns how many. */
    int repeatAdmissions() {
        int count = 0;
        var batch = chargePoints.all("", REPEATED_AT_ONCE);
        while (!batch.isEmpty()) {
            count += repeat(batch);
            batch = chargePoints.all(batch.getLast().key(), REPEATED_AT_ONCE);
        }
        return count;
    }

    /** One commit; returns how many. */
    private int repeat(List<ChargePointId> batch) {
        return transaction.execute(() -> {
            for (var id : batch) {
                commands.sendAndWait(new ChargePointCommand.RepeatAdmission(id, clock.instant()));
            }
            return batch.size();
        });
    }

    private ChargePointState registered(String chargePointId) {
        return chargePoints
                .registered(chargePointId)
                .orElseThrow(() -> ChargePoints.unknown(chargePointId));
    }

    private static ChargePointId id(ChargePointState state) {
        return new ChargePointId(state.chargePointId);
    }

    private static ChargePointId identity(@Nullable String chargePointId) {
        if (chargePointId == null || !IDENTITY.matcher(chargePointId).matches()) {
            throw Problem.badRequest(
                    "/chargePointId",
                    "must have 1 to 48 characters, no colon and no control character");
        }
        return new ChargePointId(chargePointId);
    }

    private ChargePointCommand.ChangeSettings change(
            ChargePointId id, ChargePointController.Form form, String by) {
        var securityProfile = form.securityProfile();
        if (securityProfile != null && (securityProfile < 0 || securityProfile > 3)) {
            throw Problem.badRequest("/securityProfile", "must be 0 to 3");
        }
        return new ChargePointCommand.ChangeSettings(
                id,
                securityProfile,
                form.serialNumber(),
                form.subprotocolRequired(),
                form.strict(),
                by,
                clock.instant());
    }

    private static AuthorizationKey key(String text) {
        return AuthorizationKey.parse(text)
                .orElseThrow(() ->
                        Problem.badRequest(
                                "/authorizationKey",
                                "must be 32 to 40 hexadecimal digits or 16 to 20" + " characters"));
    }

    private static RegistrationStatus status(String pointer, String wireName) {
        return Arrays.stream(RegistrationStatus.values())
                .filter(status -> status.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(
                        () -> Problem.badRequest(pointer, "must be Accepted, Pending or Rejected"));
    }
}
