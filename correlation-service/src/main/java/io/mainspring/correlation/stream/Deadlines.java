package io.mainspring.correlation.stream;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When which charge point's window needs a tick, in order of time. Lives in memory and is rebuilt
 * from the windows: looking for what is due costs nothing for charge points that wait for nothing.
 */
final class Deadlines {

    private record Deadline(Instant at, String chargePointId) {}

    private final Map<String, Deadline> byChargePoint = new HashMap<>();
    private final TreeSet<Deadline> byTime =
            new TreeSet<>(
                    Comparator.comparing(Deadline::at).thenComparing(Deadline::chargePointId));

    /** Replaces the charge point's deadline; null removes it. */
    void set(String chargePointId, @Nullable Instant at) {
        var known = byChargePoint.get(chargePointId);
        if (known != null) {
            if (known.at().equals(at)) {
                return;
            }
            byChargePoint.remove(chargePointId);
            byTime.remove(known);
        }
        if (at != null) {
            var deadline = new Deadline(at, chargePointId);
            byChargePoint.put(chargePointId, deadline);
            byTime.add(deadline);
        }
    }

    void clear() {
        byChargePoint.clear();
        byTime.clear();
    }

    /** The next deadline of all, or null. */
    @Nullable Instant earliest() {
        return byTime.isEmpty() ? null : byTime.first().at();
    }

    /** The charge points whose deadline is not after this instant, the most overdue first. */
    List<String> due(Instant now) {
        var due = new ArrayList<String>();
        for (var deadline : byTime) {
            if (deadline.at().isAfter(now)) {
                break;
            }
            due.add(deadline.chargePointId());
        }
        return due;
    }
}
