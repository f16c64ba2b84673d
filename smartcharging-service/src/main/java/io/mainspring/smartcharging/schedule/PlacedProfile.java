package io.mainspring.smartcharging.schedule;

import io.mainspring.ocpp.v16.type.ChargingProfile;

/** A charging profile and the connector it was set for; 0 is the charge point as a whole. */
public record PlacedProfile(int connectorId, ChargingProfile profile) {}
