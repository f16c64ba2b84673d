package io.mainspring.ocpp.v16.action;

import io.mainspring.ocpp.v16.type.MessageTrigger;
import io.mainspring.ocpp.v16.type.TriggerMessageStatus;
import org.jspecify.annotations.Nullable;

/**
 * Central system -> charge point. OCPP 1.6 §5.17.
 *
 * <p>Asks the charge point to send one of its messages now, for a connector where that makes
 * sense. It answers first and sends then.
 */
public interface TriggerMessage {

    record Request(MessageTrigger requestedMessage, @Nullable Integer connectorId)
            implements OcppRequest<Response> {}

    /** {@code NotImplemented} means that it never sends that message. */
    record Response(TriggerMessageStatus status) implements OcppResponse {}
}
