package io.mainspring.simulator.fleet;

import io.mainspring.ocpp.v16.Action;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * How long the central system took to answer, per action: from writing the CALL to reading its CALLRESULT. Thread-safe;
 * recording costs no lock.
 */
public final class Latencies {

    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(2);
    private static final int SIGNIFICANT_DIGITS = 3;

    private final Map<Action, Histogram> byAction = new EnumMap<>(Action.class);

    public Latencies() {
        for (var action : Action.values()) {
            byAction.put(action, histogram());
        }
    }

    private static Histogram histogram() {
        var histogram = new ConcurrentHistogram(LONGEST_MICROS, SIGNIFICANT_DIGITS);
        histogram.setAutoResize(true);
        return histogram;
    }

    void record(Action action, long nanos) {
        of(action).recordValue(Math.min(TimeUnit.NANOSECONDS.toMicros(nanos), LONGEST_MICROS));
    }

    private Histogram of(Action action) {
        var histogram = byAction.get(action);
        if (histogram == null) {
            throw new IllegalArgumentException(action.wireName());
        }
        return histogram;
    }

    /** What was recorded for one action so far. */
    public Summary summary(Action action) {
        return Summary.of(of(action));
    }

    /** What was recorded for all actions together. */
    public Summary summary() {
        var all = new Histogram(LONGEST_MICROS, SIGNIFICANT_DIGITS);
        for (var histogram : byAction.values()) {
            if (histogram.getTotalCount() > 0) {
                all.add(histogram);
            }
        }
        return Summary.of(all);
    }

    /** Forgets everything: after a warm-up. */
    public void reset() {
        byAction.values().forEach(Histogram::reset);
    }

    /** A distribution in a few numbers; zeros if nothing was recorded. */
    public record Summary(long count, Duration p50, Duration p95, Duration p99, Duration max) {

        private static Summary of(Histogram histogram) {
            return new Summary(
                    histogram.getTotalCount(),
                    micros(histogram.getValueAtPercentile(50)),
                    micros(histogram.getValueAtPercentile(95)),
                    micros(histogram.getValueAtPercentile(99)),
                    micros(histogram.getMaxValue()));
        }

        private static Duration micros(long micros) {
            return Duration.of(micros, ChronoUnit.MICROS);
        }
    }
}
