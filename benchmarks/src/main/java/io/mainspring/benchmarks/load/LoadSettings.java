package io.mainspring.benchmarks.load;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much load, and for how long.
 *
 * @param chargePoints that run sessions
 * @param pacedRate calls per second of all of them together in the paced phase
 * @param idleConnections opened in the idle phase
 * @param stormChargePoints registered, then booted
 * @param stormRate power-ons per second; 0: all at once
 * @param securityProfile with which charge points come when they connect only to be idle or to boot;
 *     null: what the targets are about, 0 and 1
 * @param history idTags and finished transactions to load before; 0: none
 */
public record LoadSettings(
        Set<Phase> phases,
        int chargePoints,
        Duration warmUp,
        Duration duration,
        double pacedRate,
        int idleConnections,
        int stormChargePoints,
        double stormRate,
        @Nullable Integer securityProfile,
        int history) {

    /** The load that the targets are about. */
    public static LoadSettings full() {
        return new LoadSettings(
                Set.of(Phase.values()),
                200,
                Duration.ofSeconds(40),
                Duration.ofSeconds(60),
                500,
                10_000,
                10_000,
                1_500,
                null,
                0);
    }

    /** Everything once, within a minute: shows that it works, says little about speed. */
    public static LoadSettings quick() {
        return new LoadSettings(
                Set.of(Phase.values()),
                20,
                Duration.ofSeconds(4),
                Duration.ofSeconds(5),
                100,
                500,
                200,
                200,
                null,
                0);
    }

    public LoadSettings {
        if (securityProfile != null && (securityProfile < 1 || securityProfile > 3)) {
            throw new IllegalArgumentException("security profiles are 1, 2 and 3");
        }
        phases = Set.copyOf(phases);
    }

    boolean isFull(Phase phase) {
        var full = full();
        return switch (phase) {
            case sessions -> chargePoints == full.chargePoints && isLongEnough();
            case paced ->
                    chargePoints == full.chargePoints
                            && pacedRate >= full.pacedRate
                            && isLongEnough();
            case idle -> securityProfile == null && idleConnections >= full.idleConnections;
            case storm -> securityProfile == null && stormChargePoints >= full.stormChargePoints;
        };
    }

    private boolean isLongEnough() {
        return duration.compareTo(Duration.ofSeconds(30)) >= 0;
    }
}
