package io.mainspring.benchmarks.load;

import io.mainspring.simulator.fleet.SessionListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What the platform has acknowledged: the client's own books, to hold the platform's against. */
final class Ledger implements SessionListener {

    private final Map<Integer, Acknowledged> transactions = new ConcurrentHashMap<>();
    private final LongAdder meterValues = new LongAdder();
    private final LongAdder idsGivenTwice = new LongAdder();

    /**
     * A transaction as far as it was acknowledged.
     *
     * @param meterValues messages, not sampled values
     */
    record Acknowledged(String chargePoint, int meterValues, boolean isStopped) {}

    @Override
    public void started(String chargePoint, int transactionId, int meterStart) {
        var other =
                transactions.putIfAbsent(transactionId, new Acknowledged(chargePoint, 0, false));
        if (other != null) {
            idsGivenTwice.increment();
        }
    }

    @Override
    public void measured(String chargePoint, int transactionId, int registerWh) {
        meterValues.increment();
        transactions.computeIfPresent(
                transactionId,
                (_, known) ->
                        new Acknowledged(
                                known.chargePoint(), known.meterValues() + 1, known.isStopped()));
    }

    @Override
    public void stopped(String chargePoint, int transactionId, int meterStop) {
        transactions.computeIfPresent(
                transactionId,
                (_, known) -> new Acknowledged(known.chargePoint(), known.meterValues(), true));
    }

    /** By transaction id. */
    Map<Integer, Acknowledged> transactions() {
        return Map.copyOf(transactions);
    }

    long meterValues() {
        return meterValues.sum();
    }

    /** Starts that were answered with the id of another start. */
    long idsGivenTwice() {
        return idsGivenTwice.sum();
    }
}
