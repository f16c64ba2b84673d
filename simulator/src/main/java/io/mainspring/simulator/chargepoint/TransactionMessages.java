package io.mainspring.simulator.chargepoint;

import io.mainspring.ocpp.v16.action.OcppRequest;
import io.mainspring.ocpp.v16.action.OcppResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The messages of transactions that the central system has not acknowledged yet: kept in order over lost connections and
 * reboots, tried again as TransactionMessageAttempts and TransactionMessageRetryInterval say (OCPP 1.6 §3.7.1), and
 * dropped after the last attempt. Only the oldest one is ever under way.
 */
final class TransactionMessages {

    private static final int MOST_WAITING = 5_000;

    private final Configuration configuration;
    private final Timers timers;
    private final Runnable whenReady;
    private final Deque<Message> waiting = new ArrayDeque<>();
    private boolean pausing;

    /** @param whenReady called when a message may be sent after a pause */
    TransactionMessages(Configuration configuration, Timers timers, Runnable whenReady) {
        this.configuration = configuration;
        this.timers = timers;
        this.whenReady = whenReady;
    }

    void add(Message message) {
        if (waiting.size() >= MOST_WAITING && message.isExpendable()) {
            return;
        }
        waiting.add(message);
    }

    /** The message that may be sent now, if there is one. It stays here until it is answered or dropped. */
    @Nullable Message ready() {
        return pausing ? null : waiting.peek();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void answered(Message message, OcppResponse response) {
        waiting.remove(message);
        message.answered.accept(response);
    }

    /**
     * The central system failed to process it: CALLERROR, or no answer in time. A lost connection is no such failure.
     *
     * @return whether it was given up
     */
    boolean failed(Message message) {
        message.attempts++;
        if (message.attempts
                >= configuration.number(ConfigurationKey.TRANSACTION_MESSAGE_ATTEMPTS)) {
            waiting.remove(message);
            message.dropped.run();
            return true;
        }
        pausing = true;
        var interval = configuration.number(ConfigurationKey.TRANSACTION_MESSAGE_RETRY_INTERVAL);
        timers.after(
                Duration.ofSeconds((long) interval * message.attempts),
                () -> {
                    pausing = false;
                    whenReady.run();
                });
        return false;
    }

    /**
     * One message; its content is asked for only when it is sent, because a transaction that started offline has no id
     * before its start was answered.
     */
    static final class Message {
        private final Supplier<? extends OcppRequest<?>> content;
        private final Consumer<OcppResponse> answered;
        private final Runnable dropped;
        private final boolean expendable;
        private final String uniqueId;
        private final long sequence;
        private int attempts;

        Message(
                Supplier<? extends OcppRequest<?>> content,
                Consumer<OcppResponse> answered,
                Runnable dropped,
                boolean expendable,
                String uniqueId,
                long sequence) {
            this.content = content;
            this.answered = answered;
            this.dropped = dropped;
            this.expendable = expendable;
            this.uniqueId = uniqueId;
            this.sequence = sequence;
        }

        OcppRequest<?> content() {
            return content.get();
        }

        /** The same for every attempt (OCPP-J errata 3.1 allows it for a retry). */
        String uniqueId() {
            return uniqueId;
        }

        long sequence() {
            return sequence;
        }

        private boolean isExpendable() {
            return expendable;
        }
    }
}
