package io.mainspring.contracts.transaction;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.contracts.PublishedAs;
import java.time.Instant;

/**
 * The next transaction began on the connector and no stop of this one had arrived. One may still
 * come, late or from an operator: then {@link TransactionStopped} follows.
 *
 * @param startedAt by the charge point's clock
 * @param endedBefore start of the transaction that took the connector over
 * @param nextTransactionId that transaction
 */
@PublishedAs("transaction.end-unknown.v1")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TransactionEndUnknown(
        int transactionId,
        String chargePointId,
        int connectorId,
        String idTag,
        Instant startedAt,
        Instant endedBefore,
        int nextTransactionId) {}
