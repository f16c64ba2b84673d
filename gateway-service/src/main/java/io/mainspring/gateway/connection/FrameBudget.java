package io.mainspring.gateway.connection;

/**
 * How many frames may be read now: a bucket of tokens that fills with time. A charge point that
 * talks faster is not punished, it is read more slowly, and TCP tells it so: what it has stored
 * during an outage comes in a burst and must not cost it the connection.
 */
final class FrameBudget {

    private final double perNano;
    private final int burst;
    private double tokens;
    private long refilledAt;

    FrameBudget(int perSecond, int burst, long nanos) {
        this.perNano = perSecond / 1e9;
        this.burst = burst;
        this.tokens = burst;
        this.refilledAt = nanos;
    }

    void take() {
        tokens--;
    }

    boolean hasTokens(long nanos) {
        tokens = Math.min(burst, tokens + (nanos - refilledAt) * perNano);
        refilledAt = nanos;
        return tokens >= 1;
    }
}
