package io.mainspring.gateway.listener;

import java.util.function.LongSupplier;

/**
 * Handshakes that may be answered now: after a power cut a whole region dials in at once, and those
 * that are not turned away quickly would all wait. Thread-safe.
 */
final class HandshakeBudget {

    private final int perSecond;
    private final LongSupplier nanoClock;
    private double tokens;
    private long refilledAt;

    HandshakeBudget(int perSecond, LongSupplier nanoClock) {
        this.perSecond = perSecond;
        this.nanoClock = nanoClock;
        this.tokens = perSecond;
        this.refilledAt = nanoClock.getAsLong();
    }

    synchronized boolean tryTake() {
        long now = nanoClock.getAsLong();
        tokens = Math.min(perSecond, tokens + (now - refilledAt) / 1e9 * perSecond);
        refilledAt = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
