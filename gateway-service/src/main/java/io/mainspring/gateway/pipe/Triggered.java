package io.mainspring.gateway.pipe;

import io.mainspring.contracts.Delivery;
import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.codec.OcppViolation;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.action.ExtendedTriggerMessage;
import io.mainspring.ocpp.v16.action.TriggerMessage;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

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
        for (var action : askedBy(call)) {
            until.put(action, untilNanos);
        }
    }

    boolean allows(Action action, long nanos) {
        var end = until.get(action);
        return end != null && nanos - end < 0;
    }

    private static Set<Action> askedBy(Delivery.Send call) {
        try {
            return switch (call.action()) {
                case TRIGGER_MESSAGE -> {
                    var request =
                            OcppCodec.strict()
                                    .decode(TriggerMessage.Request.class, call.payload())
                                    .message();
                    yield switch (request.requestedMessage()) {
                        case BOOT_NOTIFICATION -> Set.of(Action.BOOT_NOTIFICATION);
                        case DIAGNOSTICS_STATUS_NOTIFICATION ->
                                Set.of(Action.DIAGNOSTICS_STATUS_NOTIFICATION);
                        case FIRMWARE_STATUS_NOTIFICATION ->
                                Set.of(Action.FIRMWARE_STATUS_NOTIFICATION);
                        case HEARTBEAT -> Set.of(Action.HEARTBEAT);
                        case METER_VALUES -> Set.of(Action.METER_VALUES);
                        case STATUS_NOTIFICATION -> Set.of(Action.STATUS_NOTIFICATION);
                    };
                }
                case EXTENDED_TRIGGER_MESSAGE -> {
                    var request =
                            OcppCodec.strict()
                                    .decode(ExtendedTriggerMessage.Request.class, call.payload())
                                    .message();
                    yield switch (request.requestedMessage()) {
                        case BOOT_NOTIFICATION -> Set.of(Action.BOOT_NOTIFICATION);
                        case LOG_STATUS_NOTIFICATION -> Set.of(Action.LOG_STATUS_NOTIFICATION);
                        case FIRMWARE_STATUS_NOTIFICATION ->
                                Set.of(
                                        Action.FIRMWARE_STATUS_NOTIFICATION,
                                        Action.SIGNED_FIRMWARE_STATUS_NOTIFICATION);
                        case HEARTBEAT -> Set.of(Action.HEARTBEAT);
                        case METER_VALUES -> Set.of(Action.METER_VALUES);
                        case SIGN_CHARGE_POINT_CERTIFICATE -> Set.of(Action.SIGN_CERTIFICATE);
                        case STATUS_NOTIFICATION -> Set.of(Action.STATUS_NOTIFICATION);
                    };
                }
                // Only these two ask for a message; the other 37 need no row each.
                default -> Set.of();
            };
        } catch (OcppViolation e) {
            return Set.of();
        }
    }
}
