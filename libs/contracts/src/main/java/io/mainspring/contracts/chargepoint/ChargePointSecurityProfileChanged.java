package io.mainspring.contracts.chargepoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.contracts.PublishedAs;
import java.time.Instant;

/**
 * From now on a charge point may connect with another security profile than before, and with that
 * one only: it came with it, or an operator said so.
 *
 * @param from 0 to 3
 * @param to 0 to 3; lower than before only if an operator said so
 */
@PublishedAs("charge-point.security-profile-changed.v1")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChargePointSecurityProfileChanged(
        String chargePointId, int from, int to, Instant at) {}
