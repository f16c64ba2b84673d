package io.mainspring.ocpp.v16.action;

import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.ocpp.v16.type.ReservationStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Central system -> charge point. OCPP 1.6 §5.13.
 *
 * <p>Reserves a connector, or with 0 any of them, for an idTag until {@code expiryDate}. A
 * reservation id that is in use is replaced. Connector 0 only if the charge point's
 * ReserveConnectorZeroSupported says so.
 */
public interface ReserveNow {

    record Request(
            int connectorId,
            Instant expiryDate,
            IdToken idTag,
            @Nullable IdToken parentIdTag,
            int reservationId)
            implements OcppRequest<Response> {}

    record Response(ReservationStatus status) implements OcppResponse {}
}
