package io.mainspring.contracts.chargepoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.contracts.PublishedAs;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A guided move of a charge point to a higher security profile has begun or ended.
 *
 * @param number counts the moves of this charge point from 1
 * @param reason why it was rolled back
 */
@PublishedAs("charge-point.security-profile-upgrade.v1")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChargePointSecurityProfileUpgrade(
        String chargePointId,
        int number,
        int from,
        int to,
        UpgradeState state,
        @Nullable String reason,
        Instant at) {}
