package io.mainspring.ocpp.v16.action;

import io.mainspring.ocpp.v16.type.RemoteStartStopStatus;

/**
 * Central system -> charge point. OCPP 1.6 §5.12.
 *
 * <p>Asks to end a transaction, as if the driver had done it at the charge point.
 */
public interface RemoteStopTransaction {

    record Request(int transactionId) implements OcppRequest<Response> {}

    /**
     * {@code Accepted} means that the transaction runs and will be stopped; StopTransaction
     * follows.
     */
    record Response(RemoteStartStopStatus status) implements OcppResponse {}
}
