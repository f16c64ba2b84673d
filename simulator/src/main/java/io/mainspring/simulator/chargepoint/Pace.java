package io.mainspring.simulator.chargepoint;

import java.time.Duration;

/**
 * How fast a charge point does what the specification leaves to it.
 *
 * @param reboot from power-off to the next dial
 * @param bootRetry before the next BootNotification if the answer named no interval, or did not come
 * @param handshake patience with the opening handshake
 * @param answer patience with the answer to a CALL
 * @param backoff before dialling again
 * @param plugIn after a remote start, until somebody plugs the cable in
 * @param plugOut after a transaction that was stopped remotely, until the cable is out
 * @param drain the longest wait of a soft reset for undelivered transaction messages
 */
public record Pace(
        Duration reboot,
        Duration bootRetry,
        Duration handshake,
        Duration answer,
        Backoff backoff,
        Duration plugIn,
        Duration plugOut,
        Duration drain) {

    /** A charge point and people of ordinary speed. */
    public static Pace ordinary() {
        return new Pace(
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(20),
                Duration.ofSeconds(30),
                new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(2)),
                Duration.ofSeconds(4),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10));
    }
}
