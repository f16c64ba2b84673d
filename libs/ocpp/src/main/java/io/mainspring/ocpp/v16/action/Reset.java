package io.mainspring.ocpp.v16.action;

import io.mainspring.ocpp.v16.type.ResetStatus;
import io.mainspring.ocpp.v16.type.ResetType;

/**
 * Central system -> charge point. OCPP 1.6 §5.14.
 *
 * <p>Reboots the charge point. Soft ends transactions gracefully first; Hard restarts at once and
 * must still deliver what was pending afterwards.
 */
public interface Reset {

    record Request(ResetType type) implements OcppRequest<Response> {}

    record Response(ResetStatus status) implements OcppResponse {}
}
