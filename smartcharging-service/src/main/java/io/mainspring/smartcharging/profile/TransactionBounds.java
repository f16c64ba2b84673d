package io.mainspring.smartcharging.profile;

import io.mainspring.contracts.transaction.TransactionStarted;
import io.mainspring.smartcharging.configuration.ChargePointListener;
import io.mainspring.smartcharging.profile.ProfileEvent.Origin;
import io.mainspring.smartcharging.transactions.TransactionListener;
import java.time.Instant;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/** Profiles that come and go with a transaction, or go with their charge point. */
@Component
class TransactionBounds implements TransactionListener, ChargePointListener {

    private final CommandGateway commands;

    TransactionBounds(CommandGateway commands) {
        this.commands = commands;
    }

    @Override
    public void started(TransactionStarted started) {
        var profile = started.chargingProfile();
        var remoteStartId = started.remoteStartId();
        if (profile == null || remoteStartId == null) {
            return;
        }
        commands.sendAndWait(
                new ProfileCommand.Install(
                        started.chargePointId(),
                        started.connectorId(),
                        ProfileTerms.of(profile.profile()).ofTransaction(started.transactionId()),
                        Origin.REMOTE_START_TRANSACTION,
                        remoteStartId,
                        "RemoteStartTransaction",
                        started.receivedAt()));
    }

    @Override
    public void ended(Ended ended) {
        commands.sendAndWait(
                new ProfileCommand.EndTransaction(
                        ended.chargePointId(),
                        ended.connectorId(),
                        ended.transactionId(),
                        ended.at()));
    }

    @Override
    public void retired(String chargePointId, Instant at) {
        commands.sendAndWait(new ProfileCommand.Retire(chargePointId, at));
    }
}
