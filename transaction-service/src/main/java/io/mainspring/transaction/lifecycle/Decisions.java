package io.mainspring.transaction.lifecycle;

import io.mainspring.kit.consumed.ConsumedOffsets;
import io.mainspring.kit.requests.IncomingRequest;
import io.mainspring.kit.requests.Replies;
import io.mainspring.kit.requests.RequestHandler;
import io.mainspring.transaction.idtags.IdTags;
import io.mainspring.transaction.metervalues.MeterValueIntake;
import io.mainspring.transaction.quarantine.Quarantine;
import io.mainspring.transaction.remotecontrol.RemoteControl;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/**
 * Decides about a poll: looks up in a few statements what all of it needs, decides request by
 * request in the order on the wire, writes in a few statements what came of it. Runs within the
 * poll's transaction; {@link TransactionPoll} is its memory.
 */
@Component
class Decisions implements RequestHandler {

    private final ConsumedOffsets consumed;
    private final PollDependencies dependencies;

    Decisions(
            ConsumedOffsets consumed,
            TransactionKeys keys,
            IdTags idTags,
            ConcurrencyPolicy policy,
            RemoteControl remoteControl,
            MeterValueIntake meterValues,
            Quarantine quarantine,
            CommandGateway commands) {
        this.consumed = consumed;
        this.dependencies =
                new PollDependencies(
                        keys, idTags, policy, remoteControl, meterValues, quarantine, commands);
    }

    /** What a poll works with. */
    record PollDependencies(
            TransactionKeys keys,
            IdTags idTags,
            ConcurrencyPolicy policy,
            RemoteControl remoteControl,
            MeterValueIntake meterValues,
            Quarantine quarantine,
            CommandGateway commands) {}

    @Override
    public void handle(List<IncomingRequest> requests, Replies replies) {
        var records = requests.stream().map(IncomingRequest::record).toList();
        var unseen =
                Collections.newSetFromMap(
                        new IdentityHashMap<ConsumerRecord<String, byte[]>, Boolean>());
        unseen.addAll(consumed.unseen(records));

        var poll = new TransactionPoll(dependencies, replies);
        poll.prepare(requests);
        for (var request : requests) {
            // A record that comes again is decided and answered again, but counts once.
            poll.decide(request, unseen.contains(request.record()));
        }
        poll.store();
    }
}
