package io.mainspring.smartcharging.schedule;

import io.mainspring.ocpp.v16.type.ChargingRateUnit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What results from all profiles of a charge point, for one connector or (connector 0) its grid connection: at every
 * whole second since {@code start} the period that covers it has the limit that holds then. Neighbouring periods
 * differ, the first one starts at 0. OCPP 1.6 §3.13, §5.7; the rules are in ADR 0021.
 *
 * @param duration seconds, positive
 */
public record CompositeSchedule(
        Instant start, int duration, ChargingRateUnit unit, List<CompositePeriod> periods) {

    public CompositeSchedule {
        periods = List.copyOf(periods);
    }

    /**
     * Computes the schedule. Changes between two whole seconds since {@code from} count from the later one.
     *
     * @param connectorId 0 for the charge point as a whole: the lower one of its maximum and the sum over its connectors
     * @param durationSeconds positive
     */
    public static CompositeSchedule of(
            ProfileStack stack,
            int connectorId,
            Instant from,
            int durationSeconds,
            ChargingRateUnit unit) {
        if (durationSeconds < 1) {
            throw new IllegalArgumentException("a schedule lasts for a second at least");
        }
        long begin = from.toEpochMilli();
        var limits = new Limits(stack, connectorId, begin, unit);
        var moment = new Moment();
        var periods = new ArrayList<CompositePeriod>();
        long lastTenths = -1;
        int lastPhases = -1;
        int second = 0;
        while (second < durationSeconds) {
            limits.readAt(begin + second * 1000L, moment);
            long tenths = limits.tenths(moment);
            if (tenths != lastTenths || moment.phases != lastPhases) {
                lastTenths = tenths;
                lastPhases = moment.phases;
                periods.add(period(second, tenths, moment.phases));
            }
            if (moment.until == Long.MAX_VALUE) {
                break;
            }
            second = (int) Math.min(durationSeconds, (moment.until - begin + 999) / 1000);
        }
        return new CompositeSchedule(from, durationSeconds, unit, periods);
    }

    /** The limit that holds at an instant; null if no profile sets one. */
    public static @Nullable BigDecimal limitAt(
            ProfileStack stack, int connectorId, Instant at, ChargingRateUnit unit) {
        var moment = new Moment();
        long millis = at.toEpochMilli();
        var limits = new Limits(stack, connectorId, millis, unit);
        limits.readAt(millis, moment);
        return limit(limits.tenths(moment));
    }

    /** The limit in this schedule so many seconds after its start; null if there is none. */
    public @Nullable BigDecimal limitAt(int second) {
        BigDecimal limit = null;
        for (var period : periods) {
            if (period.startPeriod() > second) {
                break;
            }
            limit = period.limit();
        }
        return limit;
    }

    private static CompositePeriod period(int second, long tenths, int phases) {
        return new CompositePeriod(second, limit(tenths), phases == 3 ? null : phases);
    }

    private static @Nullable BigDecimal limit(long tenths) {
        return tenths == Moment.NO_LIMIT ? null : Rate.limit(tenths);
    }
}
