package io.mainspring.chargepoint.commands;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.chargepoint.OutcomeReader;
import io.mainspring.chargepoint.registration.AuthorizationKey;
import io.mainspring.chargepoint.registration.ChargePointCommand;
import io.mainspring.chargepoint.registration.ChargePointCommand.SettleKey.Verdict;
import io.mainspring.chargepoint.registration.KeyRotation;
import io.mainspring.chargepoint.registration.ObservedKey;
import io.mainspring.chargepoint.registration.SecurityProfile;
import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.ContractJson;
import io.mainspring.contracts.Outcome;
import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.v16.action.ChangeAvailability;
import io.mainspring.ocpp.v16.action.ChangeConfiguration;
import io.mainspring.ocpp.v16.action.GetConfiguration;
import io.mainspring.ocpp.v16.action.OcppMessage;
import io.mainspring.ocpp.v16.type.AvailabilityStatus;
import io.mainspring.ocpp.v16.type.ConfigurationStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What follows for a charge point from the end of a command; for most commands nothing. Pure. */
@Component
class OutcomeReading implements OutcomeReader {

    private static final OcppCodec CODEC = OcppCodec.tolerant();

    @Override
    public List<ChargePointCommand> read(Outcome outcome) {
        return switch (outcome.action()) {
            case CHANGE_AVAILABILITY -> availability(outcome);
            case GET_CONFIGURATION -> reported(outcome);
            case CHANGE_CONFIGURATION -> changed(outcome);
            default -> List.of(); // the ledger of commands keeps how the others ended
        };
    }

    private static List<ChargePointCommand> availability(Outcome outcome) {
        var response = answer(ChangeAvailability.Response.class, outcome);
        if (response == null || response.status() == AvailabilityStatus.REJECTED) {
            return List.of();
        }
        var request = decode(ChangeAvailability.Request.class, outcome.request());
        return List.of(
                new ChargePointCommand.WishAvailability(
                        new ChargePointId(outcome.chargePointId()),
                        request.connectorId(),
                        request.type(),
                        response.status() == AvailabilityStatus.SCHEDULED,
                        outcome.commandId(),
                        outcome.requestedBy(),
                        outcome.completedAt()));
    }

    private static List<ChargePointCommand> reported(Outcome outcome) {
        var response = answer(GetConfiguration.Response.class, outcome);
        if (response == null) {
            return List.of();
        }
        var known = response.configurationKey();
        return List.of(
                new ChargePointCommand.ReportConfiguration(
                        new ChargePointId(outcome.chargePointId()),
                        known == null
                                ? List.of()
                                : known.stream()
                                        .map(key ->
                                                ObservedKey.of(
                                                        key.key(), key.value(), key.readonly()))
                                        .toList(),
                        Objects.requireNonNullElse(response.unknownKey(), List.of()),
                        outcome.commandId(),
                        outcome.completedAt()));
    }

    private static List<ChargePointCommand> changed(Outcome outcome) {
        var commands = new ArrayList<ChargePointCommand>();
        var id = new ChargePointId(outcome.chargePointId());
        var request = decode(ChangeConfiguration.Request.class, outcome.request());
        var response = answer(ChangeConfiguration.Response.class, outcome);
        var status = response == null ? null : response.status();
        if (KeyRotation.concerns(request)) {
            AuthorizationKey.parse(request.value())
                    .ifPresent(key ->
                            commands.add(
                                    new ChargePointCommand.SettleKey(
                                            id,
                                            key,
                                            verdict(outcome, status),
                                            why(outcome, status),
                                            outcome.completedAt())));
        }
        var profile = SecurityProfile.told(request.key(), request.value());
        if (profile != null && verdict(outcome, status) == Verdict.UNCERTAIN) {
            commands.add(new ChargePointCommand.OpenProfile(id, profile, outcome.completedAt()));
        }
        if (status == ConfigurationStatus.ACCEPTED
                || status == ConfigurationStatus.REBOOT_REQUIRED) {
            commands.add(
                    new ChargePointCommand.ChangeConfiguration(
                            id,
                            request.key(),
                            request.value(),
                            status == ConfigurationStatus.REBOOT_REQUIRED,
                            outcome.commandId(),
                            outcome.requestedBy(),
                            outcome.completedAt()));
        }
        return commands;
    }

    /** Where it is not sure, both keys or profiles are let in: to lock a charge point out is worse. */
    private static Verdict verdict(Outcome outcome, @Nullable ConfigurationStatus status) {
        return switch (outcome.status()) {
            case ANSWERED ->
                    switch (Objects.requireNonNull(status)) {
                        case ACCEPTED -> Verdict.ACCEPTED;
                        case REJECTED, NOT_SUPPORTED -> Verdict.REFUSED;
                        case REBOOT_REQUIRED -> Verdict.UNCERTAIN;
                    };
            case ERROR -> isRefusal(outcome.error()) ? Verdict.REFUSED : Verdict.UNCERTAIN;
            case OFFLINE, EXPIRED -> Verdict.REFUSED; // never sent
            case TIMED_OUT, CONNECTION_LOST, SUPERSEDED, PENDING -> Verdict.UNCERTAIN;
        };
    }

    private static boolean isRefusal(Outcome.@Nullable CallFailure error) {
        return error != null
                && (error.code().equals("NotSupported") || error.code().equals("NotImplemented"));
    }

    private static String why(Outcome outcome, @Nullable ConfigurationStatus status) {
        return status == null ? outcome.status().name() : status.wireName();
    }

    private static <T extends OcppMessage> @Nullable T answer(Class<T> type, Outcome outcome) {
        return outcome.status() == CommandStatus.ANSWERED && outcome.response() != null
                ? decode(type, outcome.response())
                : null;
    }

    private static <T extends OcppMessage> T decode(Class<T> type, JsonNode payload) {
        return CODEC.decode(type, ContractJson.write(payload)).message();
    }
}
