package io.mainspring.ocpp.v16.action;

import io.mainspring.ocpp.v16.type.ExtendedMessageTrigger;
import io.mainspring.ocpp.v16.type.TriggerMessageStatus;
import org.jspecify.annotations.Nullable;

/**
 * Central system -> charge point. Security whitepaper §5.5, §5.6.
 *
 * <p>TriggerMessage with the messages of the whitepaper. FirmwareStatusNotification asks for the
 * signed variant here; SignChargePointCertificate has no connector.
 */
public interface ExtendedTriggerMessage {

    record Request(ExtendedMessageTrigger requestedMessage, @Nullable Integer connectorId)
            implements OcppRequest<Response> {}

    record Response(TriggerMessageStatus status) implements OcppResponse {}
}
