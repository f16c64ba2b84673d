package io.mainspring.chargepoint.upgrade;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How charge points are moved to a higher security profile.
 *
 * @param timeLimit for all of it, unless the operator says another
 */
@ConfigurationProperties("mainspring.chargepoint.security-profile-upgrade")
record UpgradeProperties(@DefaultValue("30m") Duration timeLimit) {

    UpgradeProperties {
        if (!timeLimit.isPositive()) {
            throw new IllegalArgumentException(
                    "mainspring.chargepoint.security-profile-upgrade.time-limit must be positive");
        }
    }
}
