package io.mainspring.smartcharging.schedule;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One step of a composite schedule.
 *
 * @param startPeriod seconds since the schedule's start
 * @param limit with one decimal, rounded down; null: no profile sets a limit, only the hardware does
 * @param numberPhases null: 3, as everywhere in OCPP
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CompositePeriod(
        int startPeriod, @Nullable BigDecimal limit, @Nullable Integer numberPhases) {}
