package io.mainspring.smartcharging.profile;

import io.mainspring.ocpp.v16.type.ChargingProfile;
import java.time.Instant;

/**
 * A profile that we believe a charge point to have.
 *
 * @param connectorId 0: the charge point as a whole, or all connectors
 */
public record InstalledProfile(
        String chargePointId, int connectorId, ChargingProfile profile, Instant installedAt) {}
