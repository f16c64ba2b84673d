package io.mainspring.simulator.fleet;

import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.simulator.chargepoint.SimulatedChargePoint;
import io.mainspring.simulator.chargepoint.Vehicle;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Drivers: each connector is visited again and again. A driver plugs in, holds a card to the reader, stays, and either
 * stops with the card or simply pulls the plug.
 */
public final class Visitors {

    private static final Duration FUMBLING = Duration.ofSeconds(3);

    private final Rhythm rhythm;
    private final List<IdToken> idTags;
    private final SplittableRandom seeds;

    /** How busy a site is: the shortest and longest pause between two visits, and how long they last. */
    public record Rhythm(
            Duration shortestPause,
            Duration longestPause,
            Duration shortestStay,
            Duration longestStay) {

        /** Something happens every few seconds. */
        public static Rhythm lively() {
            return new Rhythm(
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(40),
                    Duration.ofSeconds(45),
                    Duration.ofMinutes(3));
        }

        /** Nearly all connectors are charging at any time, as long as people really charge. */
        public static Rhythm steady() {
            return new Rhythm(
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(40));
        }
    }

    public Visitors(Rhythm rhythm, List<IdToken> idTags, long seed) {
        this.rhythm = rhythm;
        this.idTags = List.copyOf(idTags);
        this.seeds = new SplittableRandom(seed);
    }

    /** From now on, all connectors of this charge point have visitors. */
    public void visit(SimulatedChargePoint chargePoint) {
        for (var connectorId = 1; connectorId <= chargePoint.connectors(); connectorId++) {
            new Place(chargePoint, connectorId, seeds.split()).awaitNext();
        }
    }

    /** One connector and its visitors, one after the other. */
    private final class Place {
        private final SimulatedChargePoint chargePoint;
        private final int connectorId;
        private final RandomGenerator random;

        Place(SimulatedChargePoint chargePoint, int connectorId, RandomGenerator random) {
            this.chargePoint = chargePoint;
            this.connectorId = connectorId;
            this.random = random;
        }

        void awaitNext() {
            later(between(rhythm.shortestPause(), rhythm.longestPause()), this::arrive);
        }

        private void arrive() {
            var idTag = idTags.get(random.nextInt(idTags.size()));
            chargePoint.plugIn(connectorId, Vehicle.some(random));
            later(FUMBLING, () -> chargePoint.present(connectorId, idTag));
            later(
                    FUMBLING.plus(between(rhythm.shortestStay(), rhythm.longestStay())),
                    () -> leave(idTag));
        }

        private void leave(IdToken idTag) {
            if (random.nextBoolean()) {
                chargePoint.present(connectorId, idTag);
                later(FUMBLING, () -> chargePoint.unplug(connectorId));
            } else {
                chargePoint.unplug(connectorId);
            }
            later(FUMBLING, this::awaitNext);
        }

        private Duration between(Duration shortest, Duration longest) {
            return Duration.ofMillis(random.nextLong(shortest.toMillis(), longest.toMillis()));
        }

        private void later(Duration delay, Runnable task) {
            var _ = chargePoint.loop().schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
