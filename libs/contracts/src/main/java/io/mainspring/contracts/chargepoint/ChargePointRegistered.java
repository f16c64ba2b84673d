package io.mainspring.contracts.chargepoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.contracts.PublishedAs;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A charge point became known, for the first time or again after it was retired. It is not accepted
 * by that: see {@link ChargePointRegistrationChanged}.
 *
 * @param securityProfile 0 to 3, the one with which it may connect
 * @param serialNumber as the operator gave it; null if none was given
 */
@PublishedAs("charge-point.registered.v1")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChargePointRegistered(
        String chargePointId,
        RegistrationSource source,
        int securityProfile,
        @Nullable String serialNumber,
        Instant registeredAt) {}
