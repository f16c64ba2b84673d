package io.mainspring.simulator;

import io.mainspring.simulator.chargepoint.ConfigurationKey;
import io.mainspring.simulator.fleet.Visitors.Rhythm;
import java.util.Map;
import java.util.Optional;

/** What a fleet is started for. */
enum Profile {
    /** A small lively site, each event on a line of its own. */
    demo(10, 5, true, "10"),
    /** Ordinary sessions for as long as one likes. */
    soak(100, 50, false, "60"),
    /** They boot and wait: nobody charges who is not asked to from afar. */
    quiet(10, 5, true, "10"),
    /** Everyone connects and boots at once, as after a power failure of a region; nobody charges. */
    storm(1000, 0, false, "60");

    private final int count;
    private final double connectsPerSecond;
    private final boolean toldInFull;
    private final String sampleInterval;

    Profile(int count, double connectsPerSecond, boolean toldInFull, String sampleInterval) {
        this.count = count;
        this.connectsPerSecond = connectsPerSecond;
        this.toldInFull = toldInFull;
        this.sampleInterval = sampleInterval;
    }

    int count() {
        return count;
    }

    /** 0: all at once. */
    double connectsPerSecond() {
        return connectsPerSecond;
    }

    /** Whether each event is worth a line. */
    boolean isToldInFull() {
        return toldInFull;
    }

    Optional<Rhythm> rhythm() {
        return switch (this) {
            case demo -> Optional.of(Rhythm.lively());
            case soak -> Optional.of(Rhythm.steady());
            case quiet, storm -> Optional.empty();
        };
    }

    Map<ConfigurationKey, String> configuration() {
        return Map.of(ConfigurationKey.METER_VALUE_SAMPLE_INTERVAL, sampleInterval);
    }
}
