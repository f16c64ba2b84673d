package io.mainspring.transaction.quarantine;

import io.mainspring.ocpp.v16.action.StopTransaction;
import java.time.Instant;

/** Applies a stop from the quarantine to a transaction; within the caller's transaction. */
public interface Assignments {

    /**
     * What a stop is assigned to, and by whom.
     *
     * @param chargePointId who sent the stop
     * @param receivedAt when it came
     * @param at when it is assigned
     */
    record Assignment(
            int transactionId,
            StopTransaction.Request stop,
            String chargePointId,
            Instant receivedAt,
            String assignedBy,
            Instant at) {}

    /** Whether there is such a transaction. */
    boolean exists(int transactionId);

    /**
     * The transaction ends as the stop says, or is corrected if it has ended otherwise; the stop's
     * meter values become the transaction's.
     */
    void assign(Assignment assignment);
}
