package io.mainspring.chargepoint.trigger;

import io.mainspring.contracts.Request;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.WireName;
import io.mainspring.ocpp.v16.type.ExtendedMessageTrigger;
import io.mainspring.ocpp.v16.type.MessageTrigger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A message that a charge point was asked to send. Pure: says which of its messages that is.
 *
 * @param chargePointId canonical spelling, the key of its records
 * @param awaited the action of that message
 * @param connectorId null: all connectors, 0 included
 * @param from when the request was sent; nothing that came before can be its result
 * @param until nor what comes later
 */
record Trigger(
        UUID commandId,
        String chargePointId,
        Action awaited,
        @Nullable Integer connectorId,
        Instant from,
        Instant until) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Messages are dated by the clock of a gateway, the sending of a trigger by another. */
    private static final Duration CLOCKS = Duration.ofSeconds(1);

    /** Whether a message is the triggered one, as far as can be told. */
    enum Match {
        NONE,
        /** It may be, unless a better one comes. */
        PROVISIONAL,
        CERTAIN
    }

    /**
     * The message that a request asks for; empty for a value that this version does not know.
     *
     * @param asked TriggerMessage or ExtendedTriggerMessage, whose firmware status is the signed one
     */
    static Optional<Action> awaited(Action asked, String requestedMessage) {
        return asked == Action.EXTENDED_TRIGGER_MESSAGE
                ? WireName.named(ExtendedMessageTrigger.class, requestedMessage)
                        .map(ExtendedMessageTrigger::action)
                : WireName.named(MessageTrigger.class, requestedMessage)
                        .map(MessageTrigger::action);
    }

    /** Whether one message is all that is awaited: there is one of its kind for each connector. */
    boolean isForOne() {
        return connectorId != null || !isByConnector();
    }

    /** It is the next of its kind, and may have been received before the answer was (T-02). */
    Match match(Request message) {
        if (message.action() != awaited
                || !message.chargePointId().equalsIgnoreCase(chargePointId)
                || message.receivedAt().isBefore(from.minus(CLOCKS))
                || message.receivedAt().isAfter(until.plus(CLOCKS))) {
            return Match.NONE;
        }
        if (!isByConnector()) {
            return Match.CERTAIN;
        }
        var payload = JSON.readTree(message.payload());
        if (connectorId != null && connectorId != payload.path("connectorId").asInt(-1)) {
            return Match.NONE;
        }
        return awaited == Action.METER_VALUES ? match(payload) : Match.CERTAIN;
    }

    private boolean isByConnector() {
        return awaited == Action.STATUS_NOTIFICATION || awaited == Action.METER_VALUES;
    }

    /** The connector that a message is about; null if it is about none. */
    static @Nullable Integer connectorOf(Request message) {
        var connector = JSON.readTree(message.payload()).path("connectorId");
        return connector.isInt() ? connector.asInt() : null;
    }

    /**
     * Samples that say another reason than Trigger are those of the charge point's own rhythm.
     * Samples that say none should be so too (their default is Sample.Periodic), but there are
     * charge points that never say any.
     */
    private static Match match(JsonNode meterValues) {
        boolean isOtherwise = false;
        for (var value : meterValues.path("meterValue")) {
            for (var sample : value.path("sampledValue")) {
                switch (sample.path("context").asString("")) {
                    case "Trigger" -> {
                        return Match.CERTAIN;
                    }
                    case "" -> {}
                    default -> isOtherwise = true;
                }
            }
        }
        return isOtherwise ? Match.NONE : Match.PROVISIONAL;
    }
}
