package io.mainspring.ocpp.v16.action;

import io.mainspring.ocpp.v16.type.ChargingProfile;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.ocpp.v16.type.RemoteStartStopStatus;
import org.jspecify.annotations.Nullable;

/**
 * Central system -> charge point. OCPP 1.6 §5.11.
 *
 * <p>Asks for a transaction on behalf of an idTag. Whether the tag is authorized first is the
 * charge point's AuthorizeRemoteTxRequests. A profile given here must be a TxProfile and must not
 * name a transaction, for there is none yet.
 */
public interface RemoteStartTransaction {

    record Request(
            @Nullable Integer connectorId, IdToken idTag, @Nullable ChargingProfile chargingProfile)
            implements OcppRequest<Response> {}

    /**
     * {@code Accepted} promises only that the charge point will try; the transaction is real when
     * its StartTransaction arrives.
     */
    record Response(RemoteStartStopStatus status) implements OcppResponse {}
}
