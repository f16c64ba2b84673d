package io.mainspring.transaction.metervalues;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One sampled value.
 *
 * @param value verbatim, as {@code unit}
 * @param quantity the value as a number in {@code quantityUnit} (Wh, W, A, V, ...); absent if it is
 *     none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MeterValueView(
        Instant timestamp,
        Instant receivedAt,
        int connectorId,
        String measurand,
        String context,
        @Nullable String phase,
        String location,
        String format,
        String value,
        @Nullable String unit,
        @Nullable BigDecimal quantity,
        @Nullable String quantityUnit,
        String reportedIn) {}
