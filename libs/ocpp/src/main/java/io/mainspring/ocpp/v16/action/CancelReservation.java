package io.mainspring.ocpp.v16.action;

import io.mainspring.ocpp.v16.type.CancelReservationStatus;

/**
 * Central system -> charge point. OCPP 1.6 §5.1.
 *
 * <p>Ends a reservation before its time.
 */
public interface CancelReservation {

    record Request(int reservationId) implements OcppRequest<Response> {}

    record Response(CancelReservationStatus status) implements OcppResponse {}
}
