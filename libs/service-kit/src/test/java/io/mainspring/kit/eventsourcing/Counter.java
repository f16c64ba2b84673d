package io.mainspring.kit.eventsourcing;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The smallest aggregate that can refuse. */
class Counter {

    // null until the first event: Axon takes an empty one for an identifier
    @AggregateIdentifier private @org.jspecify.annotations.Nullable String id;
    private long total;

    Counter() {}

    record Add(@TargetAggregateIdentifier String counter, long amount) {}

    record Empty(@TargetAggregateIdentifier String counter) {}

    record Audit(@TargetAggregateIdentifier String counter) {}

    static final class Negative extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    long add(Add command) {
        if (total + command.amount < 0) {
            throw new Negative();
        }
        AggregateLifecycle.apply(new CounterEvent.AmountAdded(command.counter, command.amount));
        return total;
    }

    /** Decides without an event where there is nothing to do. */
    @CommandHandler
    long empty(Empty command) {
        long had = total;
        if (had > 0) {
            AggregateLifecycle.apply(new CounterEvent.AmountAdded(command.counter, -had));
        }
        return had;
    }

    @CommandHandler
    void audit(Audit command) {
        AggregateLifecycle.apply(new CounterEvent.Audited(command.counter));
    }

    @EventSourcingHandler
    void on(CounterEvent event) {
        switch (event) {
            case CounterEvent.AmountAdded e -> {
                id = e.counter();
                total += e.amount();
            }
            case CounterEvent.Audited _ -> {} // changes no amount
        }
    }

    @Override
    public String toString() {
        return id + "=" + total;
    }
}
