package io.mainspring.simulator.fleet;

import io.mainspring.simulator.chargepoint.ChargePointObserver;
import io.mainspring.simulator.chargepoint.Setup;
import io.mainspring.simulator.chargepoint.SimulatedChargePoint;
import io.mainspring.simulator.wire.EventLoops;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Charge points that share a few event loops: ten thousand of them need no more threads than two.
 *
 * <p>The same seed gives the same cars, pauses and back-offs.
 */
public final class Fleet implements AutoCloseable {

    private static final int PATIENCE_AT_THE_END_SECONDS = 5;

    private final EventLoops loops;
    private final List<SimulatedChargePoint> chargePoints = new ArrayList<>();
    private final FleetStatistics statistics = new FleetStatistics();

    /** @param observer hears what the statistics count, too */
    public Fleet(List<Setup> setups, int threads, long seed, ChargePointObserver observer) {
        loops = new EventLoops(threads);
        var seeds = new SplittableRandom(seed);
        var both = new BothObservers(statistics, observer);
        for (var setup : setups) {
            chargePoints.add(
                    new SimulatedChargePoint(
                            setup, loops.next(), InstantSource.system(), seeds.split(), both));
        }
    }

    public Fleet(List<Setup> setups, int threads, long seed) {
        this(setups, threads, seed, ChargePointObserver.NONE);
    }

    /** Gives all of them power, so many per second; 0: all at once. Returns before the last one has. */
    public void powerOn(double perSecond) {
        for (var index = 0; index < chargePoints.size(); index++) {
            var chargePoint = chargePoints.get(index);
            var delay = perSecond <= 0 ? 0 : (long) (index * 1_000_000L / perSecond);
            var _ = chargePoint.loop().schedule(chargePoint::powerOn, delay, TimeUnit.MICROSECONDS);
        }
    }

    /**
     * Waits until the statistics say so.
     *
     * @return false if they did not within the time
     */
    public boolean await(Predicate<FleetStatistics> condition, Duration patience)
            throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        var never = new CountDownLatch(1);
        while (!condition.test(statistics)) {
            if (System.nanoTime() >= deadline || never.await(20, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }

    public List<SimulatedChargePoint> chargePoints() {
        return List.copyOf(chargePoints);
    }

    public FleetStatistics statistics() {
        return statistics;
    }

    /** Switches all of them off and ends the threads. */
    @Override
    public void close() {
        chargePoints.forEach(SimulatedChargePoint::powerOff);
        try {
            await(
                    counted -> counted.connected() == 0,
                    Duration.ofSeconds(PATIENCE_AT_THE_END_SECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        loops.close();
    }
}
