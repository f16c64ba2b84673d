package io.mainspring.gateway.pipe;

import io.mainspring.contracts.Delivery;
import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.codec.OcppViolation;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.action.ExtendedTriggerMessage;
import io.mainspring.ocpp.v16.action.OcppMessage;
import io.mainspring.ocpp.v16.action.TriggerMessage;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What we have asked a charge point to send. Such messages get their normal answers for a while even
 * if it is not accepted yet. One trigger may bring several (a status for each connector).
 */
final class Triggered {

    private final Map<Action, Long> until = new EnumMap<>(Action.class);

    /** Whether this is an action that asks for a message. */
    static boolean isBy(Action action) {
        return action == Action.TRIGGER_MESSAGE || action == Action.EXTENDED_TRIGGER_MESSAGE;
    }

    /** Notes what a trigger asks for; other calls and unreadable ones ask for nothing. */
    void sent(Delivery.Send call, long untilNanos) {
        askedBy(call).ifPresent(action -> until.put(action, untilNanos));
    }

    boolean allows(Action action, long nanos) {
        var end = until.get(action);
        return end != null && nanos - end < 0;
    }

    private static Optional<Action> askedBy(Delivery.Send call) {
        try {
            return switch (call.action()) {
                case TRIGGER_MESSAGE ->
                        Optional.of(
                                read(TriggerMessage.Request.class, call)
                                        .requestedMessage()
                                        .action());
                case EXTENDED_TRIGGER_MESSAGE ->
                        Optional.of(
                                read(ExtendedTriggerMessage.Request.class, call)
                                        .requestedMessage()
                                        .action());
                // Only these two ask for a message; the other 37 need no row each.
                default -> Optional.empty();
            };
        } catch (OcppViolation e) {
            return Optional.empty();
        }
    }

    private static <T extends OcppMessage> T read(Class<T> type, Delivery.Send call) {
        return OcppCodec.strict().decode(type, call.payload()).message();
    }
}
