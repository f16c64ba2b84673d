package io.mainspring.smartcharging.site;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mainspring.smartcharging.ChargePointKey;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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

    static final int MOST_CONNECTORS = 100;

    private static final BigDecimal USUAL_CURRENT = BigDecimal.valueOf(32);

    /** What an operator says of a charge point; null: nothing. */
    record Terms(
            @Nullable Integer connectors,
            @Nullable BigDecimal maxCurrent,
            @Nullable Integer priority,
            @Nullable RateUnit rateUnit) {

        /** A member that was not there before. */
        Member member(String chargePointId) {
            return of(new Member(chargePointId, 1, USUAL_CURRENT, 0, RateUnit.A));
        }

        /** The member under these terms, as it was where they say nothing. */
        Member of(Member before) {
            return new Member(
                    before.chargePointId(),
                    Objects.requireNonNullElse(connectors, before.connectors()),
                    Objects.requireNonNullElse(maxCurrent, before.maxCurrent()),
                    Objects.requireNonNullElse(priority, before.priority()),
                    Objects.requireNonNullElse(rateUnit, before.rateUnit()));
        }
    }

    boolean is(String otherChargePointId) {
        return ChargePointKey.of(chargePointId).equals(ChargePointKey.of(otherChargePointId));
    }

    /** The same with at least so many connectors, taking that unit. */
    Member having(int leastConnectors, RateUnit unit) {
        return leastConnectors <= connectors && unit == rateUnit
                ? this
                : new Member(
                        chargePointId,
                        Math.max(connectors, leastConnectors),
                        maxCurrent,
                        priority,
                        unit);
    }

    long maxTenths() {
        return Amperes.tenths(maxCurrent);
    }
}
