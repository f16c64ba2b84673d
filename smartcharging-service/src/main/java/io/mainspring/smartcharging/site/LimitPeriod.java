package io.mainspring.smartcharging.site;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.ocpp.v16.type.RecurrencyKind;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time during which a grid limit is another one.
 *
 * @param recurrency Daily or Weekly, in UTC; absent: once
 * @param start of the (first) time
 * @param duration seconds; not longer than a recurrence
 * @param limit in the unit of the grid limit
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LimitPeriod(
        @Nullable Recurrency recurrency, Instant start, int duration, BigDecimal limit) {

    /** How often a period comes back; spelt as OCPP's {@link RecurrencyKind}. */
    public enum Recurrency {
        Daily(86_400),
        Weekly(7 * 86_400);

        private final int seconds;

        Recurrency(int seconds) {
            this.seconds = seconds;
        }

        int seconds() {
            return seconds;
        }
    }

    boolean holdsAt(Instant at) {
        return !at.isBefore(start) && at.isBefore(beginBefore(at).plusSeconds(duration));
    }

    boolean isOver(Instant now) {
        return recurrency == null && !now.isBefore(start.plusSeconds(duration));
    }

    /** The first instant after this one at which it begins or ends; null if there is none. */
    @Nullable Instant changeAfter(Instant at) {
        if (at.isBefore(start)) {
            return start;
        }
        var begin = beginBefore(at);
        var end = begin.plusSeconds(duration);
        if (at.isBefore(end)) {
            return end;
        }
        return recurrency == null ? null : begin.plusSeconds(recurrency.seconds());
    }

    /** The latest begin that is not after this instant, which is not before the start. */
    private Instant beginBefore(Instant at) {
        if (recurrency == null) {
            return start;
        }
        long since = at.getEpochSecond() - start.getEpochSecond();
        return start.plusSeconds(since - since % recurrency.seconds());
    }
}
