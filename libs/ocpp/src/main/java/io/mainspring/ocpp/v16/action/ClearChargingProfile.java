package io.mainspring.ocpp.v16.action;

import io.mainspring.ocpp.v16.type.ChargingProfilePurpose;
import io.mainspring.ocpp.v16.type.ClearChargingProfileStatus;
import org.jspecify.annotations.Nullable;

/**
 * Central system -> charge point. OCPP 1.6 §5.5.
 *
 * <p>Removes the profile with {@code id}, or those that match all of the other fields; without any
 * field, all of them. Given an id, the others are ignored.
 */
public interface ClearChargingProfile {

    record Request(
            @Nullable Integer id,
            @Nullable Integer connectorId,
            @Nullable ChargingProfilePurpose chargingProfilePurpose,
            @Nullable Integer stackLevel)
            implements OcppRequest<Response> {}

    /** {@code Unknown} means that nothing matched. */
    record Response(ClearChargingProfileStatus status) implements OcppResponse {}
}
