package io.mainspring.smartcharging.site;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a site may draw from the grid, over time. Where several periods hold, the lowest one counts; where none does,
 * {@code limit} counts.
 *
 * @param unit A: per phase; W: all phases together
 * @param nominalVoltage Volts from phase to neutral, to convert W
 */
public record GridLimit(
        Unit unit, BigDecimal limit, int nominalVoltage, List<LimitPeriod> periods) {

    public GridLimit {
        periods = List.copyOf(periods);
    }

    /** Of the limit. */
    public enum Unit {
        @JsonProperty("A")
        A,
        @JsonProperty("W")
        W
    }

    /** Tenths of an ampere per phase. */
    long at(Instant instant) {
        BigDecimal lowest = null;
        for (var period : periods) {
            if (period.holdsAt(instant)
                    && (lowest == null || period.limit().compareTo(lowest) < 0)) {
                lowest = period.limit();
            }
        }
        return tenths(lowest == null ? limit : lowest);
    }

    /** The lowest that it will ever be, from now on. */
    long lowest(Instant now) {
        long lowest = tenths(limit);
        for (var period : periods) {
            if (!period.isOver(now)) {
                lowest = Math.min(lowest, tenths(period.limit()));
            }
        }
        return lowest;
    }

    /** The instants between the two (both excluded) at which it may change, unordered. */
    List<Instant> changes(Instant from, Instant to) {
        var changes = new ArrayList<Instant>();
        for (var period : periods) {
            var change = period.changeAfter(from);
            while (change != null && change.isBefore(to)) {
                changes.add(change);
                change = period.changeAfter(change);
            }
        }
        return changes;
    }

    /**
     * What an ampere of a charge point that takes W is written as. Where the limit is per phase, W are those of one phase:
     * whoever charges with one phase draws them all from it.
     */
    long wattsPerAmpere() {
        return switch (unit) {
            case A -> nominalVoltage;
            case W -> 3L * nominalVoltage;
        };
    }

    /** W are counted as if spread over three phases, from whichever they are drawn. */
    private long tenths(BigDecimal value) {
        return switch (unit) {
            case A -> Amperes.tenths(value);
            case W ->
                    Amperes.tenths(
                            value.divide(
                                    BigDecimal.valueOf(3L * nominalVoltage),
                                    1,
                                    RoundingMode.FLOOR));
        };
    }
}
