package io.mainspring.chargepoint.trigger;

import io.mainspring.contracts.Call;
import io.mainspring.contracts.Header;
import io.mainspring.contracts.Outcome;
import io.mainspring.contracts.UnreadableRecord;
import io.mainspring.kit.calls.OutcomePolls;
import io.mainspring.kit.polls.DeadLetters;
import io.mainspring.kit.polls.IsolatedPolls;
import io.mainspring.ocpp.v16.Action;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Notices that something was triggered, whoever asked for it: from the calls on their way and from
 * how they ended. Of other calls only the action in the header is looked at. A message is awaited
 * from the outcome on, which tells when the trigger was sent: a call may have waited for its charge
 * point for a day.
 */
@Component
class TriggerRequests {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final IsolatedPolls polls;
    private final OutcomePolls outcomes;
    private final DeadLetters deadLetters;
    private final Triggers triggers;
    private final TriggerSettings settings;

    TriggerRequests(
            IsolatedPolls polls,
            OutcomePolls outcomes,
            DeadLetters deadLetters,
            Triggers triggers,
            TriggerSettings settings) {
        this.polls = polls;
        this.outcomes = outcomes;
        this.deadLetters = deadLetters;
        this.triggers = triggers;
        this.settings = settings;
    }

    @KafkaListener(id = "chargepoint-trigger-calls", topics = "ocpp.calls", concurrency = "1")
    void onCalls(List<ConsumerRecord<String, byte[]>> poll) {
        var asked = poll.stream().filter(TriggerRequests::isTrigger).toList();
        polls.run(
                asked,
                part -> {
                    part.forEach(this::take);
                    return part.size();
                },
                deadLetters::bury);
    }

    @KafkaListener(
            id = "chargepoint-trigger-outcomes",
            topics = "ocpp.outcomes.chargepoint",
            concurrency = "1")
    void onOutcomes(List<ConsumerRecord<String, byte[]>> poll) {
        var asked = poll.stream().filter(TriggerRequests::isTrigger).toList();
        outcomes.handle(asked, ended -> ended.forEach(this::take));
    }

    private static boolean isTrigger(ConsumerRecord<String, byte[]> record) {
        var action = Header.OCPP_ACTION.read(record.headers());
        return Action.TRIGGER_MESSAGE.wireName().equals(action)
                || Action.EXTENDED_TRIGGER_MESSAGE.wireName().equals(action);
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        try {
            var call = Call.from(record);
            add(
                    call.commandId(),
                    call.chargePointId(),
                    call.action(),
                    JSON.readTree(call.payload()),
                    call.requestedBy(),
                    call.requestedAt());
        } catch (UnreadableRecord e) {
            deadLetters.bury(record, e);
        }
    }

    /** The outcome tells the request too: it may be read before the call is. */
    private void take(Outcome outcome) {
        add(
                outcome.commandId(),
                outcome.chargePointId(),
                outcome.action(),
                outcome.request(),
                outcome.requestedBy(),
                outcome.requestedAt());
        var answer = answer(outcome);
        var sentAt = Objects.requireNonNullElse(outcome.sentAt(), outcome.requestedAt());
        triggers.answered(
                outcome.commandId(),
                answer,
                outcome.completedAt(),
                TriggerView.State.isRefusal(answer)
                        ? null
                        : new Triggers.Window(
                                sentAt, outcome.completedAt().plus(settings.window())));
    }

    private void add(
            UUID commandId,
            String chargePointId,
            Action action,
            JsonNode request,
            String requestedBy,
            Instant requestedAt) {
        var message = request.path("requestedMessage").asString("");
        var connector = request.path("connectorId");
        @Nullable Integer connectorId = connector.isInt() ? connector.asInt() : null;
        triggers.add(
                new Triggers.Asked(
                        commandId,
                        chargePointId,
                        action,
                        message,
                        Trigger.awaited(action, message).orElse(null),
                        connectorId,
                        requestedBy,
                        requestedAt));
    }

    private static String answer(Outcome outcome) {
        return outcome.response() == null
                ? JSON.valueToTree(outcome.status()).asString()
                : outcome.response().path("status").asString("Error");
    }
}
