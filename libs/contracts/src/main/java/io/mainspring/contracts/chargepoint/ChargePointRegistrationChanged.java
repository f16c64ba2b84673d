package io.mainspring.contracts.chargepoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.contracts.PublishedAs;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The registration state of a charge point is another one now. It outlives sockets; only this event
 * changes it.
 *
 * @param registration null: it has not booted since it was registered, or it was retired
 */
@PublishedAs("charge-point.registration-changed.v1")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChargePointRegistrationChanged(
        String chargePointId, @Nullable Registration registration, Instant changedAt) {}
