package io.mainspring.ocpp.v16.action;

import io.mainspring.ocpp.v16.type.FirmwareStatus;

/**
 * Charge point -> central system. OCPP 1.6 §4.5.
 *
 * <p>Progress of a firmware update; {@code Idle} only as the answer to a TriggerMessage. It
 * carries no id: it belongs to the latest UpdateFirmware.
 */
public interface FirmwareStatusNotification {

    record Request(FirmwareStatus status) implements OcppRequest<Response> {}

    record Response() implements OcppResponse {}
}
