package io.mainspring.smartcharging.site;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a site shares its limit.
 *
 * @param floor A that an electric vehicle gets at least, or it is paused: below 6 A none charges
 * @param safeCurrent A that each connector may draw without being told anything; absent: the floor if that fits for
 *     all connectors at the lowest grid limit, else 0
 * @param threshold A by which a share must change to be sent
 * @param interval seconds between two looks at what a vehicle really draws
 * @param lease seconds after which a share that was not renewed falls back to the safe current
 * @param clockTolerance seconds by which a charge point's clock may be wrong
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SiteSettings(
        BigDecimal floor,
        @Nullable BigDecimal safeCurrent,
        BigDecimal threshold,
        int interval,
        int lease,
        int clockTolerance) {

    static final SiteSettings DEFAULTS =
            new SiteSettings(BigDecimal.valueOf(6), null, BigDecimal.ONE, 60, 900, 30);

    long floorTenths() {
        return Amperes.tenths(floor);
    }

    Duration tolerance() {
        return Duration.ofSeconds(clockTolerance);
    }

    /**
     * What each connector may draw without being told anything. All of them together never exceed the lowest grid
     * limit.
     */
    long safeTenths(GridLimit limit, List<Member> members, Instant now) {
        long lowest = limit.lowest(now);
        int connectors = members.stream().mapToInt(Member::connectors).sum();
        long wanted = safeCurrent == null ? floorTenths() : Amperes.tenths(safeCurrent);
        return connectors * wanted <= lowest ? wanted : 0;
    }
}
