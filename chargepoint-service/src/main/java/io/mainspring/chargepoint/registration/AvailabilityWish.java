package io.mainspring.chargepoint.registration;

import io.mainspring.ocpp.v16.type.Availability;
import java.time.Instant;

/**
 * What an operator wants of a connector and the charge point took over.
 *
 * @param scheduled true: after the transaction that was running
 */
public record AvailabilityWish(
        Availability availability, boolean scheduled, Instant at, String by) {}
