package io.mainspring.chargepoint.registration;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.mainspring.ocpp.v16.type.RegistrationStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * One charge point, from its registration to its retirement and perhaps back. Every command may be
 * repeated: what is so already makes no event. Commands for a charge point that is not registered
 * change nothing; who sends them looks first.
 */
class ChargePoint {

    // null until the first event: Axon would take an empty one for an identifier
    @AggregateIdentifier private @Nullable String key;

    private ChargePointState state = new ChargePointState();

    ChargePoint() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    boolean handle(ChargePointCommand.Register c) {
        if (state.registered) {
            return false;
        }
        decide(
                new ChargePointEvent.Registered(
                        c.id().value(),
                        c.source(),
                        c.by(),
                        c.admission(),
                        c.settings(),
                        c.authorizationKey(),
                        c.at()));
        return true;
    }

    /** Without looking for it first: in a storm of first boots that would be most of the work. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    RegistrationStatus handle(ChargePointCommand.Meet c) {
        apply(
                new ChargePointEvent.Registered(
                        c.id().value(),
                        ChargePointEvent.Source.BOOT_NOTIFICATION,
                        "BootNotification",
                        c.admission(),
                        c.settings(),
                        null,
                        c.at()));
        decide(
                new ChargePointEvent.Booted(
                        state.chargePointId, c.admission(), c.report(), c.messageId(), c.at()));
        return c.admission();
    }

    /**
     * A repetition that changes neither the answer nor the report is no event: a charge point that
     * waits to be accepted repeats itself every minute for as long as it takes. A boot that is
     * accepted is always one, because it tells that the charge point was restarted.
     */
    @CommandHandler
    @Nullable RegistrationStatus handle(ChargePointCommand.Boot c) {
        if (!state.registered) {
            return null;
        }
        if (state.answered != null && c.messageId().equals(state.bootMessageId)) {
            return state.answered; // redelivered: the same decision again
        }
        var answer = state.admission;
        if (answer == RegistrationStatus.ACCEPTED
                || answer != state.answered
                || !c.report().equals(state.boot)) {
            decide(
                    new ChargePointEvent.Booted(
                            state.chargePointId, answer, c.report(), c.messageId(), c.at()));
        }
        return answer;
    }

    @CommandHandler
    boolean handle(ChargePointCommand.ChangeSettings c) {
        if (!state.registered) {
            return true;
        }
        var settings = c.onto(state.settings);
        int from = state.settings.securityProfile();
        int to = settings.securityProfile();
        if (settings.asksForKey() && !state.holdsAgreedKey()) {
            return false;
        }
        if (!settings.equals(state.settings)) {
            decide(
                    new ChargePointEvent.SettingsChanged(
                            state.chargePointId, settings, c.by(), c.at()));
        }
        if (from != to) {
            decide(
                    new ChargePointEvent.SecurityProfileChanged(
                            state.chargePointId, from, to, c.by(), c.at()));
        }
        return true;
    }

    @CommandHandler
    void handle(ChargePointCommand.OpenProfile c) {
        if (state.registered) {
            openProfile(c.securityProfile(), c.at());
        }
    }

    @CommandHandler
    void handle(ChargePointCommand.ReachProfile c) {
        if (state.registered && isNext(c.securityProfile())) {
            decide(
                    new ChargePointEvent.SecurityProfileChanged(
                            state.chargePointId,
                            state.settings.securityProfile(),
                            c.securityProfile(),
                            null,
                            c.at()));
        }
    }

    @CommandHandler
    void handle(ChargePointCommand.CloseProfile c) {
        if (state.registered && isNext(c.securityProfile())) {
            decide(
                    new ChargePointEvent.SecurityProfileClosed(
                            state.chargePointId, c.securityProfile(), c.why(), c.at()));
        }
    }

    @CommandHandler
    void handle(ChargePointCommand.DecideAdmission c) {
        if (state.registered && c.admission() != state.admission) {
            decide(
                    new ChargePointEvent.AdmissionDecided(
                            state.chargePointId, c.admission(), c.by(), c.at()));
        }
    }

    @CommandHandler
    void handle(ChargePointCommand.Retire c) {
        if (state.registered) {
            decide(new ChargePointEvent.Retired(state.chargePointId, c.by(), c.at()));
        }
    }

    @CommandHandler
    void handle(ChargePointCommand.SetKey c) {
        if (state.registered) {
            decide(
                    new ChargePointEvent.KeySet(
                            state.chargePointId, c.authorizationKey(), c.by(), c.at()));
        }
    }

    @CommandHandler
    void handle(ChargePointCommand.ProposeKey c) {
        if (state.registered) {
            decide(
                    new ChargePointEvent.KeyProposed(
                            state.chargePointId, c.authorizationKey(), c.by(), c.at()));
        }
    }

    @CommandHandler
    void handle(ChargePointCommand.SettleKey c) {
        proposed(c.sent())
                .ifPresent(hash ->
                        decide(
                                switch (c.verdict()) {
                                    case ACCEPTED ->
                                            new ChargePointEvent.KeyAccepted(
                                                    state.chargePointId, hash, c.at());
                                    case REFUSED ->
                                            new ChargePointEvent.KeyRefused(
                                                    state.chargePointId, hash, c.why(), c.at());
                                    case UNCERTAIN ->
                                            new ChargePointEvent.KeyUncertain(
                                                    state.chargePointId, hash, c.why(), c.at());
                                }));
    }

    @CommandHandler
    void handle(ChargePointCommand.Certify c) {
        if (state.registered && !state.certificates.containsKey(c.serialNumber())) {
            decide(
                    new ChargePointEvent.Certified(
                            state.chargePointId, c.serialNumber(), c.commonName(), c.at()));
        }
    }

    @CommandHandler
    void handle(ChargePointCommand.Decertify c) {
        if (state.registered && state.certificates.containsKey(c.serialNumber())) {
            decide(new ChargePointEvent.Decertified(state.chargePointId, c.serialNumber(), c.at()));
        }
    }

    @CommandHandler
    void handle(ChargePointCommand.SeeKey c) {
        var seen =
                state.keys.stream()
                        .filter(key -> key.hash().salt().equals(c.salt()))
                        .findFirst()
                        .orElse(null);
        if (seen == null) {
            return;
        }
        if (seen.standing() != ChargePointState.HeldKey.Standing.AGREED) {
            decide(new ChargePointEvent.KeyAccepted(state.chargePointId, seen.hash(), c.at()));
            return;
        }
        for (var key : List.copyOf(state.keys)) {
            boolean wasUncertain =
                    key.standing() == ChargePointState.HeldKey.Standing.UNCERTAIN
                            && (key.since() == null || key.since().isBefore(c.at()));
            if (wasUncertain) {
                decide(
                        new ChargePointEvent.KeyRefused(
                                state.chargePointId,
                                key.hash(),
                                "it came with the key that it had before",
                                c.at()));
            }
        }
    }

    @CommandHandler
    void handle(ChargePointCommand.WishAvailability c) {
        if (isNews(c.commandId())) {
            decide(
                    new ChargePointEvent.AvailabilityWished(
                            state.chargePointId,
                            c.connectorId(),
                            c.availability(),
                            c.scheduled(),
                            c.commandId(),
                            c.by(),
                            c.at()));
        }
    }

    @CommandHandler
    void handle(ChargePointCommand.ReportConfiguration c) {
        if (isNews(c.commandId())) {
            decide(
                    new ChargePointEvent.ConfigurationReported(
                            state.chargePointId, c.keys(), c.unknownKeys(), c.commandId(), c.at()));
        }
    }

    @CommandHandler
    void handle(ChargePointCommand.ChangeConfiguration c) {
        if (isNews(c.commandId())) {
            boolean secret =
                    AuthorizationKey.CONFIGURATION_KEY.equalsIgnoreCase(c.configurationKey());
            decide(
                    new ChargePointEvent.ConfigurationChanged(
                            state.chargePointId,
                            c.configurationKey(),
                            secret ? null : c.value(),
                            c.rebootRequired(),
                            c.commandId(),
                            c.by(),
                            c.at()));
            openProfile(SecurityProfile.told(c.configurationKey(), c.value()), c.at());
        }
    }

    @CommandHandler
    void handle(ChargePointCommand.RepeatAdmission c) {
        tellGateways(state.admitted(c.at()), c.at());
    }

    @EventSourcingHandler
    void on(ChargePointEvent event) {
        key = event.id().key();
        state.on(event);
    }

    /** What follows from an event for the gateways and the other services follows it at once. */
    private void decide(ChargePointEvent event) {
        var registration = state.registration();
        var admitted = state.admitted(event.at());
        apply(event);
        if (registration != state.registration()) {
            apply(
                    new ChargePointEvent.RegistrationChanged(
                            state.chargePointId, state.registration(), event.at()));
        }
        var admittedNow = state.admitted(event.at());
        if (!Objects.equals(admitted, admittedNow)) {
            tellGateways(admittedNow, event.at());
        }
    }

    private void tellGateways(ChargePointEvent.@Nullable Admitted admitted, Instant at) {
        apply(
                admitted == null
                        ? new ChargePointEvent.Dismissed(state.chargePointId, at)
                        : admitted);
    }

    /** Lowering is never done over the protocol (security whitepaper A00.FR.005). */
    private void openProfile(@Nullable Integer told, Instant at) {
        if (told != null && told > state.settings.securityProfile() && !isNext(told)) {
            decide(new ChargePointEvent.SecurityProfileOpened(state.chargePointId, told, at));
        }
    }

    private boolean isNext(int securityProfile) {
        return Objects.equals(state.nextSecurityProfile, securityProfile);
    }

    private boolean isNews(UUID commandId) {
        return state.registered && !state.hasSeen(commandId);
    }

    private Optional<KeyHash> proposed(AuthorizationKey sent) {
        return state.keys.stream()
                .filter(key -> key.standing() == ChargePointState.HeldKey.Standing.PROPOSED)
                .map(ChargePointState.HeldKey::hash)
                .filter(sent::matches)
                .findFirst();
    }

    @Override
    public String toString() {
        return key + (state.registered ? " registered" : " not registered");
    }
}
