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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        polls.handle(poll, this::take);
    }

    /**
     * All rows first, then what follows from them: listeners lock aggregates, and one that waits
     * for a row while it holds an aggregate may wait in a circle that the database cannot see.
     */
    private void take(List<IncomingEvent> events) {
        var consequences = new ArrayList<Runnable>();
        events.forEach(event -> write(event).ifPresent(consequences::add));
        consequences.forEach(Runnable::run);
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    void forget() {
        transactions.forgetEndedBefore(clock.instant().minus(ENDED_ONES_ARE_KEPT));
    }

    /** Changes the projection; the result tells the listeners. */
    private Optional<Runnable> write(IncomingEvent event) {
        return switch (event.type()) {
            case "transaction.started.v1" -> {
                var started = ContractJson.read(TransactionStarted.class, event.data());
                transactions.start(started);
                yield Optional.of(() -> listeners.forEach(listener -> listener.started(started)));
            }
            case "transaction.stopped.v1" -> {
                var stopped = ContractJson.read(TransactionStopped.class, event.data());
                yield end(
                        new Ended(
                                stopped.transactionId(),
                                stopped.chargePointId(),
                                stopped.connectorId(),
                                stopped.stoppedAt()));
            }
            case "transaction.end-unknown.v1" -> {
                var unknown = ContractJson.read(TransactionEndUnknown.class, event.data());
                yield end(
                        new Ended(
                                unknown.transactionId(),
                                unknown.chargePointId(),
                                unknown.connectorId(),
                                unknown.endedBefore()));
            }
            default -> Optional.empty(); // changes nothing about what runs
        };
    }

    private Optional<Runnable> end(Ended ended) {
        transactions.end(ended.transactionId(), clock.instant());
        return Optional.of(() -> listeners.forEach(listener -> listener.ended(ended)));
    }
}
