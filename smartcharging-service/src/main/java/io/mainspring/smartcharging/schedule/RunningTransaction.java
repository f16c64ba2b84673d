package io.mainspring.smartcharging.schedule;

import java.time.Instant;

/** A transaction that runs; {@code start} is what Relative profiles count from. */
public record RunningTransaction(int connectorId, int transactionId, Instant start) {}
