package io.mainspring.smartcharging.configuration;

import org.jspecify.annotations.Nullable;

/**
 * A charge point as it described itself at its last boot.
 *
 * @param chargePointId in its canonical spelling
 * @param connectors its NumberOfConnectors, else the highest connectorId it has reported; 0 if
 *     neither is known
 */
public record KnownChargePoint(
        String chargePointId,
        @Nullable String vendor,
        @Nullable String model,
        @Nullable String firmwareVersion,
        int connectors) {}
