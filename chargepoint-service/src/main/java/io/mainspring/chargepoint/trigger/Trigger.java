package io.mainspring.chargepoint.trigger;

import io.mainspring.contracts.Request;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.WireName;
import io.mainspring.ocpp.v16.type.ExtendedMessageTrigger;
import io.mainspring.ocpp.v16.type.MessageTrigger;
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
 * @param requestedAt nothing that came before can be its result
 * @param until nor what comes later
 */
record Trigger(
        UUID commandId,
        String chargePointId,
        Action awaited,
        @Nullable Integer connectorId,
        Instant requestedAt,
        Instant until) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * The message that a request asks for; empty for a value that this version does not know.
     *
     * @param asked TriggerMessage or ExtendedTriggerMessage, whose firmware status is the signed one
     */
    static Optional<Action> awaited(Action asked, String requestedMessage) {
        return asked == Action.EXTENDED_TRIGGER_MESSAGE
                ? WireName.named(ExtendedMessageTrigger.class, requestedMessage)
                        .map(Trigger::awaited)
                : WireName.named(MessageTrigger.class, requestedMessage).map(Trigger::awaited);
    }

    private static Action awaited(MessageTrigger message) {
        return switch (message) {
            case BOOT_NOTIFICATION -> Action.BOOT_NOTIFICATION;
            case DIAGNOSTICS_STATUS_NOTIFICATION -> Action.DIAGNOSTICS_STATUS_NOTIFICATION;
            case FIRMWARE_STATUS_NOTIFICATION -> Action.FIRMWARE_STATUS_NOTIFICATION;
            case HEARTBEAT -> Action.HEARTBEAT;
            case METER_VALUES -> Action.METER_VALUES;
            case STATUS_NOTIFICATION -> Action.STATUS_NOTIFICATION;
        };
    }

    private static Action awaited(ExtendedMessageTrigger message) {
        return switch (message) {
            case BOOT_NOTIFICATION -> Action.BOOT_NOTIFICATION;
            case LOG_STATUS_NOTIFICATION -> Action.LOG_STATUS_NOTIFICATION;
            case FIRMWARE_STATUS_NOTIFICATION -> Action.SIGNED_FIRMWARE_STATUS_NOTIFICATION;
            case HEARTBEAT -> Action.HEARTBEAT;
            case METER_VALUES -> Action.METER_VALUES;
            case SIGN_CHARGE_POINT_CERTIFICATE -> Action.SIGN_CERTIFICATE;
            case STATUS_NOTIFICATION -> Action.STATUS_NOTIFICATION;
        };
    }

    /** Whether messages of this kind are about connectors, so that one trigger may bring several. */
    static boolean isByConnector(Action awaited) {
        return awaited == Action.STATUS_NOTIFICATION || awaited == Action.METER_VALUES;
    }

    /**
     * Whether a message is the triggered one, as far as can be told: it is the next of its kind. It
     * may have been received before the answer to the trigger was (T-02).
     */
    boolean isAnsweredBy(Request message) {
        if (message.action() != awaited
                || !message.chargePointId().equalsIgnoreCase(chargePointId)
                || message.receivedAt().isBefore(requestedAt)
                || message.receivedAt().isAfter(until)) {
            return false;
        }
        if (!isByConnector(awaited)) {
            return true;
        }
        var payload = JSON.readTree(message.payload());
        return (connectorId == null || connectorId == payload.path("connectorId").asInt(-1))
                && (awaited != Action.METER_VALUES || mayBeTriggered(payload));
    }

    /** The connector that a message is about; null if it is about none. */
    static @Nullable Integer connectorOf(Request message) {
        var connector = JSON.readTree(message.payload()).path("connectorId");
        return connector.isInt() ? connector.asInt() : null;
    }

    /** Samples that say another reason than Trigger are those of the charge point's own rhythm. */
    private static boolean mayBeTriggered(JsonNode meterValues) {
        boolean isOtherwise = false;
        for (var value : meterValues.path("meterValue")) {
            for (var sample : value.path("sampledValue")) {
                var context = sample.path("context").asString("Trigger");
                if (context.equals("Trigger")) {
                    return true;
                }
                isOtherwise = true;
            }
        }
        return !isOtherwise;
    }
}
