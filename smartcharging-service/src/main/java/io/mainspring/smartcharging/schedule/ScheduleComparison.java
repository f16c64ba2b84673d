package io.mainspring.smartcharging.schedule;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.ocpp.v16.type.ChargingRateUnit;
import io.mainspring.ocpp.v16.type.ChargingSchedule;
import io.mainspring.ocpp.v16.type.ChargingSchedulePeriod;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Our composite schedule beside the one that a charge point reports: equal, or where not. Limits that are a tenth of the
 * reported unit apart are equal, as some charge points round to the nearest; so are sums over connectors that are a
 * tenth for each of them apart, as some sum up what is rounded already. Times may be a second apart. Numbers of phases
 * are not compared.
 *
 * @param unit of all limits: the reported schedule's
 * @param differences in the order of time; neighbouring ones are merged
 */
public record ScheduleComparison(
        boolean equal, ChargingRateUnit unit, List<Difference> differences) {

    /**
     * From {@code from} to before {@code to} the two say different things.
     *
     * @param computed null: we know no limit
     * @param reported null: nothing is reported for this time
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Difference(
            Instant from,
            Instant to,
            @Nullable BigDecimal computed,
            @Nullable BigDecimal reported) {}

    public ScheduleComparison {
        differences = List.copyOf(differences);
    }

    /**
     * Computes what the charge point should have reported and compares.
     *
     * @param scheduleStart of its answer: the periods count from there
     * @param durationSeconds what was asked for
     */
    public static ScheduleComparison of(
            ProfileStack stack,
            int connectorId,
            Instant scheduleStart,
            int durationSeconds,
            ChargingSchedule reported) {
        var computed =
                CompositeSchedule.of(
                        stack,
                        connectorId,
                        scheduleStart,
                        durationSeconds,
                        reported.chargingRateUnit());
        int tenths = connectorId == 0 ? stack.connectors() : 1;
        var differences = new ArrayList<Difference>();
        int second = 0;
        while (second < durationSeconds) {
            int end = (int) Math.min(durationSeconds, nextCut(computed, reported, second));
            var ours = limitAt(computed, second);
            var theirs = limitAt(reported, second);
            boolean isLateOrEarly =
                    end - second == 1
                            && (!differ(limitAt(computed, second - 1), theirs, tenths)
                                    || !differ(limitAt(computed, end), theirs, tenths));
            if (differ(ours, theirs, tenths) && !isLateOrEarly) {
                add(differences, computed.start(), second, end, ours, theirs);
            }
            second = end;
        }
        return new ScheduleComparison(differences.isEmpty(), computed.unit(), differences);
    }

    private static void add(
            List<Difference> differences,
            Instant start,
            long second,
            long end,
            @Nullable BigDecimal ours,
            @Nullable BigDecimal theirs) {
        var from = start.plusSeconds(second);
        if (!differences.isEmpty()) {
            var last = differences.getLast();
            if (last.to().equals(from)
                    && same(last.computed(), ours)
                    && same(last.reported(), theirs)) {
                differences.removeLast();
                from = last.from();
            }
        }
        differences.add(new Difference(from, start.plusSeconds(end), ours, theirs));
    }

    private static long nextCut(
            CompositeSchedule computed, ChargingSchedule reported, long second) {
        long next = Long.MAX_VALUE;
        for (var period : computed.periods()) {
            next = earlier(next, period.startPeriod(), second);
        }
        for (var period : reported.chargingSchedulePeriod()) {
            next = earlier(next, period.startPeriod(), second);
        }
        var duration = reported.duration();
        return duration == null ? next : earlier(next, duration, second);
    }

    private static long earlier(long next, long cut, long second) {
        return cut > second && cut < next ? cut : next;
    }

    /** Outside of the time it covers it says nothing. */
    private static @Nullable BigDecimal limitAt(CompositeSchedule computed, int second) {
        return second < 0 || second >= computed.duration() ? null : computed.limitAt(second);
    }

    private static @Nullable BigDecimal limitAt(ChargingSchedule reported, long offset) {
        var duration = reported.duration();
        if (duration != null && offset >= duration) {
            return null;
        }
        ChargingSchedulePeriod current = null;
        for (var period : reported.chargingSchedulePeriod()) {
            if (period.startPeriod() <= offset) {
                current = period;
            }
        }
        return current == null ? null : current.limit();
    }

    private static boolean differ(
            @Nullable BigDecimal ours, @Nullable BigDecimal theirs, int tenths) {
        if (ours == null || theirs == null) {
            return ours != null || theirs != null;
        }
        return Math.abs(Rate.tenths(ours) - Rate.tenths(theirs)) > tenths;
    }

    private static boolean same(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return one.compareTo(other) == 0;
    }
}
