package io.mainspring.kit.eventsourcing;

sealed interface CounterEvent {
    record AmountAdded(String counter, long amount) implements CounterEvent {}

    record Audited(String counter) implements CounterEvent {}
}
