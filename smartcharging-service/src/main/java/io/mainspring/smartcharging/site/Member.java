package io.mainspring.smartcharging.site;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;

/**
 * A charge point of a site.
 *
 * @param connectors how many it has
 * @param maxCurrent A per phase of each connector: the most its hardware gives
 * @param priority the higher, the earlier it is served
 * @param rateUnit what its profiles are written in
 */
public record Member(
        String chargePointId,
        int connectors,
        BigDecimal maxCurrent,
        int priority,
        RateUnit rateUnit) {

    /** The unit of limits that a charge point takes. */
    public enum RateUnit {
        @JsonProperty("A")
        A,
        @JsonProperty("W")
        W
    }

    long maxTenths() {
        return Amperes.tenths(maxCurrent);
    }
}
