package io.mainspring.benchmarks.load;

import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import io.mainspring.simulator.chargepoint.ChargePointObserver;
import io.mainspring.simulator.chargepoint.Setup;
import io.mainspring.simulator.fleet.Fleet;
import io.mainspring.simulator.fleet.Latencies;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * A region comes back after a power failure: registered charge points connect with their keys and
 * boot, so many each second.
 */
final class StormPhase {

    private static final int REGISTRATIONS_AT_ONCE = 16;
    private static final int KEY_BYTES = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration ADMISSIONS_TRAVEL = Duration.ofSeconds(5);
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
     */
    double run(int chargePoints, double perSecond) throws InterruptedException, IOException {
        var ids = Names.chargePoints(Names.STORM_PREFIX, chargePoints);
        var random = RandomGenerator.of("L64X128MixRandom");
        var keys = IntStream.range(0, chargePoints).mapToObj(_ -> key(random)).toList();
        register(ids, keys);
        Waiting.pause(ADMISSIONS_TRAVEL);
        var setups =
                IntStream.range(0, chargePoints)
                        .mapToObj(i ->
                                Setup.of(instance.addresses().ocpp(), ids.get(i))
                                        .withKey(keys.get(i)))
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

    private static byte[] key(RandomGenerator random) {
        var key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return key;
    }

    private void register(List<String> ids, List<byte[]> keys)
            throws InterruptedException, IOException {
        long begin = System.nanoTime();
        try (var api = new Api(instance);
                var clients =
                        Executors.newFixedThreadPool(
                                REGISTRATIONS_AT_ONCE, Thread.ofVirtual().factory())) {
            List<Future<Void>> registrations =
                    IntStream.range(0, ids.size())
                            .mapToObj(i ->
                                    clients.<Void>submit(() -> {
                                        api.register(
                                                ids.get(i), HexFormat.of().formatHex(keys.get(i)));
                                        return null;
                                    }))
                            .toList();
            for (var registration : registrations) {
                registration.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("charge points cannot be registered", e.getCause());
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        report.figure(
                "registered over REST",
                String.format(
                        Locale.ROOT,
                        "%,d charge points with keys in %.1f s (%,.0f per second)",
                        ids.size(),
                        seconds,
                        ids.size() / seconds));
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
