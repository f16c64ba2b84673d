package io.mainspring.ocpp.v16.action;

import io.mainspring.ocpp.v16.type.Availability;
import io.mainspring.ocpp.v16.type.AvailabilityStatus;

/**
 * Central system -> charge point. OCPP 1.6 §5.2.
 *
 * <p>Makes a connector, or with connector 0 the whole charge point, operative or inoperative. The
 * state must survive a reboot; during a transaction it is only scheduled.
 */
public interface ChangeAvailability {

    record Request(int connectorId, Availability type) implements OcppRequest<Response> {}

    record Response(AvailabilityStatus status) implements OcppResponse {}
}
