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
 * reported unit apart are equal, as some charge points round to the nearest. Numbers of phases are not compared.
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
        return of(computed, scheduleStart, reported);
    }

    /**
     * Compares over the time that {@code computed} covers.
     *
     * @throws IllegalArgumentException if the units differ
     */
    public static ScheduleComparison of(
            CompositeSchedule computed, Instant scheduleStart, ChargingSchedule reported) {
        if (computed.unit() != reported.chargingRateUnit()) {
            throw new IllegalArgumentException("schedules of different units");
        }
        long shift = scheduleStart.getEpochSecond() - computed.start().getEpochSecond();
        var differences = new ArrayList<Difference>();
        long second = 0;
        while (second < computed.duration()) {
            long end = Math.min(computed.duration(), nextCut(computed, reported, shift, second));
            var ours = computed.limitAt((int) second);
            var theirs = limitAt(reported, second - shift);
            if (differ(ours, theirs)) {
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
            CompositeSchedule computed, ChargingSchedule reported, long shift, long second) {
        long next = Long.MAX_VALUE;
        for (var period : computed.periods()) {
            next = earlier(next, period.startPeriod(), second);
        }
        for (var period : reported.chargingSchedulePeriod()) {
            next = earlier(next, period.startPeriod() + shift, second);
        }
        var duration = reported.duration();
        return duration == null ? next : earlier(next, duration + shift, second);
    }

    private static long earlier(long next, long cut, long second) {
        return cut > second && cut < next ? cut : next;
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

    private static boolean differ(@Nullable BigDecimal ours, @Nullable BigDecimal theirs) {
        if (ours == null || theirs == null) {
            return ours != null || theirs != null;
        }
        return Math.abs(Rate.tenths(ours) - Rate.tenths(theirs)) > 1;
    }

    private static boolean same(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return one.compareTo(other) == 0;
    }
}
