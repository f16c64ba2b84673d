package io.mainspring.smartcharging.transactions;

import io.mainspring.contracts.ContractJson;
import io.mainspring.contracts.transaction.TransactionEndUnknown;
import io.mainspring.contracts.transaction.TransactionStarted;
import io.mainspring.contracts.transaction.TransactionStopped;
import io.mainspring.kit.consumed.IncomingEvent;
import io.mainspring.kit.consumed.PublishedEventPolls;
import io.mainspring.smartcharging.transactions.TransactionListener.Ended;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps {@link RunningTransactions} up to date with {@code events.transaction}. */
@Component
class TransactionEvents {

    private static final Duration ENDED_ONES_ARE_KEPT = Duration.ofDays(1);

    private final PublishedEventPolls polls;
    private final RunningTransactions transactions;
    private final List<TransactionListener> listeners;
    private final Clock clock;

    TransactionEvents(
            PublishedEventPolls polls,
            RunningTransactions transactions,
            List<TransactionListener> listeners,
            Clock clock) {
        this.polls = polls;
        this.transactions = transactions;
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
    }

    @KafkaListener(id = "smartcharging-transactions", topics = "events.transaction")
    void on(List<ConsumerRecord<String, byte[]>> poll) {
        polls.handle(poll, events -> events.forEach(this::take));
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    void forget() {
        transactions.forgetEndedBefore(clock.instant().minus(ENDED_ONES_ARE_KEPT));
    }

    private void take(IncomingEvent event) {
        switch (event.type()) {
            case "transaction.started.v1" -> {
                var started = ContractJson.read(TransactionStarted.class, event.data());
                transactions.start(started);
                listeners.forEach(listener -> listener.started(started));
            }
            case "transaction.stopped.v1" -> {
                var stopped = ContractJson.read(TransactionStopped.class, event.data());
                end(
                        new Ended(
                                stopped.transactionId(),
                                stopped.chargePointId(),
                                stopped.connectorId(),
                                stopped.stoppedAt()));
            }
            case "transaction.end-unknown.v1" -> {
                var unknown = ContractJson.read(TransactionEndUnknown.class, event.data());
                end(
                        new Ended(
                                unknown.transactionId(),
                                unknown.chargePointId(),
                                unknown.connectorId(),
                                unknown.endedBefore()));
            }
            default -> {
                // changes nothing about what runs
            }
        }
    }

    private void end(Ended ended) {
        transactions.end(ended.transactionId(), clock.instant());
        listeners.forEach(listener -> listener.ended(ended));
    }
}
