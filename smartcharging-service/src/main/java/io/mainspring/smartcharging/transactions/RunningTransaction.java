package io.mainspring.smartcharging.transactions;

import java.time.Duration;
import java.time.Instant;

/**
 * A transaction that has started and, as far as is known, not ended.
 *
 * @param chargePointId as transaction-service spells it
 * @param startedAt by the charge point's clock
 * @param receivedAt when its start reached us
 */
public record RunningTransaction(
        int transactionId,
        String chargePointId,
        int connectorId,
        Instant startedAt,
        Instant receivedAt) {

    /**
     * Whether its start comes from a charge point's offline queue: such a transaction may be over
     * already, so a TxProfile is not to be pushed at it unasked (OCPP 1.6 §5.16.1).
     *
     * @param tolerance how late a start may be reported and still count as just begun
     */
    public boolean wasReportedLate(Duration tolerance) {
        return startedAt.plus(tolerance).isBefore(receivedAt);
    }
}
