package io.mainspring.smartcharging.transactions;

import io.mainspring.contracts.transaction.TransactionStarted;
import java.time.Instant;

/**
 * A feature, as a bean, that acts when transactions start and end. Called within the transaction of
 * the poll, after the projection was written, in the order of the charge point; each start and end
 * once, though an end may follow one of which it was told before (a late StopTransaction).
 */
public interface TransactionListener {

    void started(TransactionStarted started);

    void ended(Ended ended);

    /**
     * It runs no more: stopped, or another one began on its connector.
     *
     * @param at when it ended by the charge point's clock
     */
    record Ended(int transactionId, String chargePointId, int connectorId, Instant at) {}
}
