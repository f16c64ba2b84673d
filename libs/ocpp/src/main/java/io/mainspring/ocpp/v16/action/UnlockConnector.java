package io.mainspring.ocpp.v16.action;

import io.mainspring.ocpp.v16.type.UnlockStatus;

/**
 * Central system -> charge point. OCPP 1.6 §5.18.
 *
 * <p>Releases the lock of a connector's cable, for a driver who cannot get it out. It is no means
 * to stop a transaction, but one that runs there is stopped first.
 */
public interface UnlockConnector {

    record Request(int connectorId) implements OcppRequest<Response> {}

    /** An unknown connector is {@code NotSupported}. */
    record Response(UnlockStatus status) implements OcppResponse {}
}
