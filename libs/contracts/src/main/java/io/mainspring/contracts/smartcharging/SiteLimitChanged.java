package io.mainspring.contracts.smartcharging;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.contracts.PublishedAs;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A site has a grid limit, or another one. It holds as soon as the charge points concerned have accepted it.
 *
 * @param unit A: per phase; W: all phases together
 * @param limit outside of the periods; where several hold, the lowest one counts
 */
@PublishedAs("site.limit-changed.v1")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SiteLimitChanged(
        String siteId, String unit, BigDecimal limit, int nominalVoltage, List<Period> periods) {

    public SiteLimitChanged {
        periods = List.copyOf(periods);
    }

    /**
     * A time with a limit of its own.
     *
     * @param recurrency Daily or Weekly, in UTC; absent: once
     * @param duration seconds
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Period(
            @Nullable String recurrency, Instant start, int duration, BigDecimal limit) {}
}
