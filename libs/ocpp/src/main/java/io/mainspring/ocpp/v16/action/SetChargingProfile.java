package io.mainspring.ocpp.v16.action;

import io.mainspring.ocpp.v16.type.ChargingProfile;
import io.mainspring.ocpp.v16.type.ChargingProfileStatus;

/**
 * Central system -> charge point. OCPP 1.6 §5.16.
 *
 * <p>Installs a profile on a connector, in place of one with the same id or with the same stack
 * level and purpose. ChargePointMaxProfile only on connector 0, TxProfile only on a connector with
 * a transaction.
 */
public interface SetChargingProfile {

    /** The field is called {@code csChargingProfiles}, yet it is one profile. */
    record Request(int connectorId, ChargingProfile csChargingProfiles)
            implements OcppRequest<Response> {}

    record Response(ChargingProfileStatus status) implements OcppResponse {}
}
