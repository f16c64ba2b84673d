package io.mainspring.smartcharging.schedule;

/**
 * The limit at one instant and how long the answer holds, written into by what is asked. Limits are parts of a
 * tenth of the unit in a {@code long} ({@link Rate}), so that nothing is allocated and nothing is rounded twice.
 */
final class Moment {

    static final long NO_LIMIT = Long.MAX_VALUE;

    long parts;
    int phases;

    /** The first instant (epoch milliseconds) at which the answer may be another one. */
    long until;

    void reset() {
        parts = NO_LIMIT;
        phases = 3;
        until = Long.MAX_VALUE;
    }

    void holdsUntil(long millis) {
        if (millis < until) {
            until = millis;
        }
    }

    boolean isLimited() {
        return parts != NO_LIMIT;
    }
}
