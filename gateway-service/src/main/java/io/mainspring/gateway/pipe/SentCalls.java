package io.mainspring.gateway.pipe;

import java.util.ArrayDeque;

/**
 * The calls that were lately sent over one connection, by unique id. A call that was sent in a
 * transaction that was rolled back is delivered again; a charge point must not carry it out twice
 * (docs/adr/0012).
 */
final class SentCalls {

    /** There is one call in flight; a rolled-back transaction spans some milliseconds. */
    private static final int REMEMBERED = 16;

    private final ArrayDeque<String> uniqueIds = new ArrayDeque<>(4);

    /** True the first time, false for a repeat. */
    boolean add(String uniqueId) {
        if (uniqueIds.contains(uniqueId)) {
            return false;
        }
        if (uniqueIds.size() == REMEMBERED) {
            uniqueIds.remove();
        }
        uniqueIds.add(uniqueId);
        return true;
    }
}
