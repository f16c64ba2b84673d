package io.mainspring.contracts.chargepoint;

import io.mainspring.contracts.PublishedAs;
import java.time.Instant;

/** An operator took a charge point out of service: it is not known any more. */
@PublishedAs("charge-point.retired.v1")
public record ChargePointRetired(String chargePointId, Instant retiredAt) {}
