package io.mainspring.smartcharging.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.contracts.Outcome;
import io.mainspring.kit.calls.OutcomePolls;
import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.action.ClearChargingProfile;
import io.mainspring.ocpp.v16.action.SetChargingProfile;
import io.mainspring.smartcharging.profile.ProfileEvent.Origin;
import io.mainspring.smartcharging.profile.ProfileOutcome.Asked;
import io.mainspring.smartcharging.profile.ProfileOutcome.End;
import io.mainspring.smartcharging.transactions.RunningTransactions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** What charge points answered to SetChargingProfile and ClearChargingProfile. */
@Component
class ProfileOutcomes {

    private static final Logger log = LoggerFactory.getLogger(ProfileOutcomes.class);

    private final OutcomePolls polls;
    private final CommandGateway commands;
    private final RunningTransactions transactions;
    private final ObjectProvider<ProfileOutcomeListener> listeners;
    private final OcppCodec codec = OcppCodec.tolerant();

    ProfileOutcomes(
            OutcomePolls polls,
            CommandGateway commands,
            RunningTransactions transactions,
            ObjectProvider<ProfileOutcomeListener> listeners) {
        this.polls = polls;
        this.commands = commands;
        this.transactions = transactions;
        this.listeners = listeners;
    }

    @KafkaListener(id = "smartcharging-outcomes", topics = "ocpp.outcomes.smartcharging")
    void on(List<ConsumerRecord<String, byte[]>> poll) {
        polls.handle(
                poll,
                outcomes -> {
                    transactions.hold(transactionIds(outcomes));
                    outcomes.forEach(this::take);
                });
    }

    private static Set<Integer> transactionIds(List<Outcome> outcomes) {
        var ids = new HashSet<Integer>();
        for (var outcome : outcomes) {
            var id = outcome.request().at("/csChargingProfiles/transactionId");
            if (outcome.action() == Action.SET_CHARGING_PROFILE && id.canConvertToInt()) {
                ids.add(id.asInt());
            }
        }
        return ids;
    }

    private void take(Outcome outcome) {
        if (outcome.action() == Action.SET_CHARGING_PROFILE) {
            var request = request(SetChargingProfile.Request.class, outcome);
            installed(outcome, request);
            tell(outcome, new Asked.Install(request.connectorId(), request.csChargingProfiles()));
        } else if (outcome.action() == Action.CLEAR_CHARGING_PROFILE) {
            var request = request(ClearChargingProfile.Request.class, outcome);
            cleared(outcome, request);
            tell(outcome, new Asked.Clear(request));
        }
    }

    private void installed(Outcome outcome, SetChargingProfile.Request request) {
        var terms = ProfileTerms.of(request.csChargingProfiles());
        switch (end(outcome)) {
            case ACCEPTED -> {
                commands.sendAndWait(
                        new ProfileCommand.Install(
                                outcome.chargePointId(),
                                request.connectorId(),
                                terms,
                                Origin.SET_CHARGING_PROFILE,
                                outcome.commandId(),
                                outcome.requestedBy(),
                                outcome.completedAt()));
                endIfOver(outcome, request.connectorId(), terms);
            }
            case REJECTED, NOT_SUPPORTED, NOTHING_MATCHED, ERROR ->
                    commands.sendAndWait(
                            new ProfileCommand.Refuse(
                                    outcome.chargePointId(),
                                    request.connectorId(),
                                    terms.chargingProfileId(),
                                    reason(outcome),
                                    outcome.commandId(),
                                    outcome.requestedBy(),
                                    outcome.completedAt()));
            case NOT_SENT -> {
                // nothing reached the charge point
            }
            case IN_DOUBT ->
                    log.warn(
                            "profile may or may not be installed chargePoint={} connector={}"
                                    + " profile={} status={}",
                            outcome.chargePointId(),
                            request.connectorId(),
                            terms.chargingProfileId(),
                            outcome.status());
        }
    }

    /** The end of a transaction may be known before the answer to a profile for it. */
    private void endIfOver(Outcome outcome, int connectorId, ProfileTerms terms) {
        var transactionId = terms.transactionId();
        if (transactionId != null && transactions.hasEnded(transactionId)) {
            commands.sendAndWait(
                    new ProfileCommand.EndTransaction(
                            outcome.chargePointId(),
                            connectorId,
                            transactionId,
                            outcome.completedAt()));
        }
    }

    private void cleared(Outcome outcome, ClearChargingProfile.Request request) {
        switch (end(outcome)) {
            case ACCEPTED ->
                    commands.sendAndWait(
                            new ProfileCommand.Clear(
                                    outcome.chargePointId(),
                                    request,
                                    outcome.commandId(),
                                    outcome.requestedBy(),
                                    outcome.completedAt()));
            case IN_DOUBT ->
                    log.warn(
                            "profiles may or may not be cleared chargePoint={} status={}",
                            outcome.chargePointId(),
                            outcome.status());
            case NOTHING_MATCHED, REJECTED, NOT_SUPPORTED, ERROR, NOT_SENT -> {
                // nothing was removed
            }
        }
    }

    private void tell(Outcome outcome, Asked asked) {
        var told =
                new ProfileOutcome(
                        outcome.commandId(),
                        outcome.chargePointId(),
                        asked,
                        end(outcome),
                        outcome.requestedBy(),
                        outcome.completedAt());
        listeners.orderedStream().forEach(listener -> listener.on(told));
    }

    private static End end(Outcome outcome) {
        return switch (outcome.status()) {
            case ANSWERED ->
                    switch (status(outcome)) {
                        case "Accepted" -> End.ACCEPTED;
                        case "NotSupported" -> End.NOT_SUPPORTED;
                        case "Unknown" -> End.NOTHING_MATCHED;
                        case "Rejected" -> End.REJECTED;
                        default -> End.IN_DOUBT; // no answer that the protocol knows
                    };
            case ERROR -> End.ERROR;
            case OFFLINE, EXPIRED -> End.NOT_SENT;
            case TIMED_OUT, CONNECTION_LOST, SUPERSEDED, PENDING -> End.IN_DOUBT;
        };
    }

    private static String reason(Outcome outcome) {
        var error = outcome.error();
        return error == null ? status(outcome) : error.code();
    }

    private static String status(Outcome outcome) {
        var response = outcome.response();
        return response == null ? "" : response.path("status").asString("");
    }

    private <T> T request(Class<T> type, Outcome outcome) {
        return codec.decode(type, outcome.request().toString().getBytes(UTF_8)).message();
    }
}
