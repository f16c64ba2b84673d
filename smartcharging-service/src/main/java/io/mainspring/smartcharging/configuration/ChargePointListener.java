package io.mainspring.smartcharging.configuration;

import java.time.Instant;

/**
 * A feature, as a bean, that acts when a charge point is taken out of service. Called within the
 * transaction of the poll.
 */
@FunctionalInterface
public interface ChargePointListener {
    void retired(String chargePointId, Instant at);
}
