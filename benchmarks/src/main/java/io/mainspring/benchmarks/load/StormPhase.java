package io.mainspring.benchmarks.load;

import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import io.mainspring.simulator.chargepoint.ChargePointObserver;
import io.mainspring.simulator.fleet.Fleet;
import io.mainspring.simulator.fleet.Latencies;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * A region comes back after a power failure: registered charge points connect with what they prove
 * themselves with, and boot, so many each second.
 */
final class StormPhase {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);

    private final Instance instance;
    private final Report report;
    private final Duration statusPatience = Duration.ofSeconds(30);

    StormPhase(Instance instance, Report report) {
        this.instance = instance;
        this.report = report;
    }

    /**
     * Boots per second from the first power-on to the last acceptance.
     *
     * @param perSecond how many get power each second; 0: all at once
     * @param securityProfile 1 to 3
     */
    double run(int chargePoints, double perSecond, int securityProfile)
            throws InterruptedException, IOException {
        var setups =
                Registered.all(instance, report, Names.STORM_PREFIX, chargePoints, securityProfile)
                        .stream()
                        .map(one -> one.setup(instance))
                        .toList();
        var arrivals = new Arrivals(perSecond);
        int threads = Math.min(2, Runtime.getRuntime().availableProcessors());
        try (var fleet = new Fleet(setups, threads, 1, arrivals)) {
            var usage = ProcessorUsage.begin(instance.process());
            arrivals.begin();
            fleet.powerOn(perSecond);
            var patience =
                    perSecond == 0
                            ? PATIENCE
                            : PATIENCE.plusSeconds((long) (chargePoints / perSecond));
            fleet.await(seen -> seen.accepted() >= chargePoints, patience);
            double rate = arrivals.perSecond();
            report.figure("processors busy", usage.text());
            fleet.await(seen -> seen.answered() >= 3L * chargePoints, statusPatience);
            tell(fleet, arrivals, chargePoints, rate);
            return rate;
        }
    }

    private void tell(Fleet fleet, Arrivals arrivals, int chargePoints, double rate) {
        var seen = fleet.statistics();
        report.figure(
                "accepted",
                String.format(
                        Locale.ROOT,
                        "%,d of %,d, %,.0f per second from the first power-on to the last boot",
                        seen.accepted(),
                        chargePoints,
                        rate));
        report.figure("power-on to accepted, ms", arrivals.waits());
        var latencies = new EnumMap<Action, Latencies.Summary>(Action.class);
        for (var action : List.of(Action.BOOT_NOTIFICATION, Action.STATUS_NOTIFICATION)) {
            latencies.put(action, seen.latencies().summary(action));
        }
        report.latencies(latencies);
        report.failures(seen.failures());
        report.proof(
                "every charge point was accepted",
                seen.accepted() == chargePoints,
                (chargePoints - seen.accepted()) + " not");
    }

    /** When charge points got through, against when they got power. */
    private static final class Arrivals implements ChargePointObserver {

        private final double perSecond;
        private final AtomicLong last = new AtomicLong();
        private final LongAdder accepted = new LongAdder();
        private final ConcurrentHistogram waits = new ConcurrentHistogram(LONGEST_MICROS, 3);
        private volatile long begin;

        Arrivals(double perSecond) {
            this.perSecond = perSecond;
        }

        void begin() {
            begin = System.nanoTime();
        }

        @Override
        public void booted(String chargePoint, RegistrationStatus status) {
            if (status != RegistrationStatus.ACCEPTED) {
                return;
            }
            long now = System.nanoTime() - begin;
            int index = Integer.parseInt(chargePoint.substring(Names.STORM_PREFIX.length())) - 1;
            long powerOn = perSecond == 0 ? 0 : (long) (index * 1e9 / perSecond);
            waits.recordValue(
                    Math.clamp(TimeUnit.NANOSECONDS.toMicros(now - powerOn), 0, LONGEST_MICROS));
            accepted.increment();
            last.accumulateAndGet(now, Math::max);
        }

        double perSecond() {
            return last.get() == 0 ? 0 : accepted.sum() * 1e9 / last.get();
        }

        String waits() {
            return String.format(
                    Locale.ROOT,
                    "p50 %.1f, p95 %.1f, p99 %.1f, max %.1f",
                    waits.getValueAtPercentile(50) / 1e3,
                    waits.getValueAtPercentile(95) / 1e3,
                    waits.getValueAtPercentile(99) / 1e3,
                    waits.getMaxValue() / 1e3);
        }
    }
}
