package io.mainspring.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The client's books against the platform's: everything acknowledged is stored exactly once, and
 * nothing else is, but what the client had sent and got no answer to.
 *
 * @param problems each a sentence; empty: the books agree
 */
record Reconciliation(int transactions, long samples, List<String> problems) {

    /**
     * Compares.
     *
     * @param samplesPerMessage sampled values in each MeterValues
     * @param unanswered sessions that were given up: each may have left one message behind that is
     *     stored and was not acknowledged
     */
    static Reconciliation of(
            Map<Integer, Ledger.Acknowledged> acknowledged,
            Map<Integer, Books.Stored> stored,
            int samplesPerMessage,
            long unanswered) {
        var problems = new ArrayList<String>();
        acknowledged.forEach((id, known) -> {
            var there = stored.get(id);
            if (there == null) {
                problems.add("transaction " + id + " is missing");
            } else {
                compare(id, known, there, samplesPerMessage, problems);
            }
        });
        var strangers =
                stored.keySet().stream().filter(id -> !acknowledged.containsKey(id)).toList();
        if (strangers.size() > unanswered) {
            problems.add(
                    strangers.size()
                            + " stored transactions were not acknowledged, but only "
                            + unanswered
                            + " sessions were given up; one is "
                            + strangers.getFirst());
        }
        return new Reconciliation(
                stored.size(),
                stored.values().stream().mapToLong(Books.Stored::samples).sum(),
                List.copyOf(problems));
    }

    private static void compare(
            int id,
            Ledger.Acknowledged known,
            Books.Stored there,
            int samplesPerMessage,
            List<String> problems) {
        var name = "transaction " + id;
        if (!there.chargePoint().equals(known.chargePoint())) {
            problems.add(name + " is of " + there.chargePoint() + ", not " + known.chargePoint());
        }
        if (there.starts() != 1) {
            problems.add(name + " has " + there.starts() + " starts");
        }
        if (!there.isListed()) {
            problems.add(name + " is not in the view");
        }
        if (known.isStopped() ? there.stops() != 1 : there.stops() > 1) {
            problems.add(name + " has " + there.stops() + " stops");
        }
        if (known.isStopped() && !there.isStoppedThere()) {
            problems.add(name + " is not stopped in the view");
        }
        if (there.registers() != there.distinctRegisters()) {
            problems.add(
                    name
                            + " has "
                            + (there.registers() - there.distinctRegisters())
                            + " meter values twice");
        }
        int least = known.meterValues() * samplesPerMessage;
        int most = known.isStopped() ? least : least + samplesPerMessage;
        if (there.samples() < least || there.samples() > most) {
            problems.add(
                    name + " has " + there.samples() + " sampled values, acknowledged " + least);
        } else if (there.samples() != there.registers() * samplesPerMessage) {
            problems.add(name + " has sampled values of one meter value without those beside");
        }
    }

    boolean isClean() {
        return problems.isEmpty();
    }
}
