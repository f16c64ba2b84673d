package io.mainspring.transaction;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What operators can decide about transactions.
 *
 * @param concurrentTransactionsPerIdTag how many transactions an idTag may have at a time before
 *     further starts are answered ConcurrentTx; 0: any number
 * @param concurrentTransactionsPerGroup the same for all idTags of one parentIdTag together
 * @param connectionTimeOut how long after its remote start was accepted a transaction is still
 *     taken for its result; the ConnectionTimeOut of the charge points
 * @param meterValuePartitionsAhead how many months of the meter values' table are created ahead
 */
@Validated
@ConfigurationProperties("mainspring.transaction")
public record TransactionSettings(
        @DefaultValue("0") @Min(0) int concurrentTransactionsPerIdTag,
        @DefaultValue("0") @Min(0) int concurrentTransactionsPerGroup,
        @DefaultValue("PT2M") Duration connectionTimeOut,
        @DefaultValue("2") @Min(1) int meterValuePartitionsAhead) {}
