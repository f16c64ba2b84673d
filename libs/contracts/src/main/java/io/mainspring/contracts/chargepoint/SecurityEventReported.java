package io.mainspring.contracts.chargepoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.contracts.PublishedAs;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A charge point reported a security event of its own.
 *
 * @param type free text; the security whitepaper names the usual ones
 * @param critical whether it is one that the whitepaper calls critical; unknown types are not
 * @param timestamp when it happened, by the charge point's clock
 */
@PublishedAs("security-event.reported.v1")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SecurityEventReported(
        String chargePointId,
        String type,
        boolean critical,
        Instant timestamp,
        @Nullable String techInfo,
        Instant receivedAt) {}
