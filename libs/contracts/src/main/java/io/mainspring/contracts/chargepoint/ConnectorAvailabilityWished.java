package io.mainspring.contracts.chargepoint;

import io.mainspring.contracts.PublishedAs;
import java.time.Instant;

/**
 * A charge point took over the wish of an operator for the availability of a connector.
 *
 * @param connectorId 0: the charge point and all its connectors, whose own wishes end by this
 * @param scheduled true: it takes effect after the running transaction; a status tells when
 */
@PublishedAs("connector.availability-wished.v1")
public record ConnectorAvailabilityWished(
        String chargePointId,
        int connectorId,
        Availability availability,
        boolean scheduled,
        Instant wishedAt) {}
