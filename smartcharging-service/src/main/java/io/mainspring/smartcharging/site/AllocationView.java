package io.mainspring.smartcharging.site;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a site's limit is shared at this moment. All currents in A per phase.
 *
 * @param gridLimit what the grid allows now
 * @param safeCurrent what each connector may draw without being told
 * @param allowed the sum of what all that charge may draw, in the worst case
 * @param reserved as {@code allowed}, and what could start to charge at any moment besides; never above the grid limit
 *     unless charge points are not secured
 * @param measured the sum of what was measured, as far as it was
 */
record AllocationView(
        String siteId,
        Instant at,
        BigDecimal gridLimit,
        BigDecimal safeCurrent,
        BigDecimal allowed,
        BigDecimal reserved,
        BigDecimal measured,
        List<Shared> transactions,
        List<Secured> chargePoints) {

    /**
     * @param limit its share; in the worst case, where it is not sure
     * @param until when that falls to the safe current, if it is not renewed
     * @param status Pending while an order is under way, else how the last one ended
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shared(
            String chargePointId,
            int connectorId,
            int transactionId,
            BigDecimal limit,
            @Nullable Instant until,
            @Nullable BigDecimal measured,
            @Nullable Instant measuredAt,
            @Nullable Instant lastSentAt,
            @Nullable Status status) {}

    /** Of the last order. */
    enum Status {
        @JsonProperty("Pending")
        PENDING,
        @JsonProperty("Accepted")
        ACCEPTED,
        @JsonProperty("Refused")
        REFUSED,
        @JsonProperty("NotSent")
        NOT_SENT,
        @JsonProperty("InDoubt")
        IN_DOUBT,
        @JsonProperty("Failed")
        FAILED
    }

    /**
     * @param secured the safe current is in force; until then it counts with what its hardware or others give
     * @param status of the last order of the safe current
     * @param hints why it may be hard to regulate
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Secured(
            String chargePointId,
            boolean online,
            boolean secured,
            @Nullable Status status,
            List<String> hints) {}
}
