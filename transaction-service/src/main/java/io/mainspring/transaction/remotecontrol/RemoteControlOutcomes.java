package io.mainspring.transaction.remotecontrol;

import io.mainspring.contracts.Outcome;
import io.mainspring.kit.calls.OutcomePolls;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.transaction.TransactionSettings;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** What charge points answered to remote starts and stops. */
@Component
class RemoteControlOutcomes {

    private final OutcomePolls polls;
    private final RemoteControl remoteControl;
    private final TransactionSettings settings;

    RemoteControlOutcomes(
            OutcomePolls polls, RemoteControl remoteControl, TransactionSettings settings) {
        this.polls = polls;
        this.remoteControl = remoteControl;
        this.settings = settings;
    }

    @KafkaListener(id = "transaction-outcomes", topics = "ocpp.outcomes.transaction")
    void on(List<ConsumerRecord<String, byte[]>> poll) {
        polls.handle(poll, outcomes -> outcomes.forEach(this::take));
    }

    private void take(Outcome outcome) {
        switch (outcome.status()) {
            case ANSWERED -> answered(outcome);
            case ERROR, OFFLINE, EXPIRED ->
                    remoteControl.end(outcome.commandId(), "Failed", outcome.completedAt());
            case TIMED_OUT, CONNECTION_LOST, SUPERSEDED, PENDING -> {
                // It may have been carried out: it stays awaited until its deadline.
            }
        }
    }

    private void answered(Outcome outcome) {
        var response = outcome.response();
        if (response == null || !"Accepted".equals(response.path("status").asString(""))) {
            remoteControl.end(outcome.commandId(), "Refused", outcome.completedAt());
            return;
        }
        remoteControl.accept(
                outcome.commandId(),
                outcome.action() == Action.REMOTE_START_TRANSACTION
                        ? outcome.completedAt().plus(settings.connectionTimeOut())
                        : null);
    }
}
